// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.http;

import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.common.TlsProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The receivers' certificate and key, read anew when the files change.
 *
 * <p>Promise: a pair that stands in the files serves every connection that is opened after the next look at them;
 * connections that are open stay. Files that cannot be read, or that do not belong together (one was replaced and the
 * other not yet), are told in the log once, and the pair before goes on serving.
 */
final class TlsFiles implements TlsProvider {
    private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);
    private static final byte[] PROOF = new byte[32];

    private final ReceiverConfig.Tls files;
    private final ScheduledExecutorService watch;
    private Content seen;
    private String trouble = "";
    private volatile TlsKeyPair pair;

    private record Content(String certificate, String key) {
        static Content of(ReceiverConfig.Tls files) throws IOException {
            return new Content(
                    Files.readString(files.certificate(), StandardCharsets.ISO_8859_1),
                    Files.readString(files.key(), StandardCharsets.ISO_8859_1));
        }

        TlsKeyPair pair() throws GeneralSecurityException {
            TlsKeyPair pair = TlsKeyPair.of(stream(key), stream(certificate));
            if (!belong(pair)) {
                throw new GeneralSecurityException("the key is not the certificate's");
            }
            return pair;
        }

        private static ByteArrayInputStream stream(String pem) {
            return new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private TlsFiles(ReceiverConfig.Tls files, Content seen, TlsKeyPair pair) {
        this.files = files;
        this.seen = seen;
        this.pair = pair;
        this.watch = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("ingest-tls").factory());
    }

    /**
     * Reads the files, and looks at them again and again.
     *
     * @throws IllegalArgumentException when they cannot be used, with the reason
     */
    static TlsFiles open(ReceiverConfig.Tls files) {
        try {
            Content content = Content.of(files);
            TlsFiles opened = new TlsFiles(files, content, content.pair());
            long millis = files.reload().toMillis();
            if (millis > 0) {
                var ignored = opened.watch.scheduleWithFixedDelay(opened::look, millis, millis, TimeUnit.MILLISECONDS);
            }
            return opened;
        } catch (IOException | GeneralSecurityException | RuntimeException unusable) {
            throw new IllegalArgumentException(words(files, unusable), unusable);
        }
    }

    @Override
    public TlsKeyPair keyPair(String hostname) {
        return pair;
    }

    /** The server closes it when it stops. */
    @Override
    public boolean autoClose() {
        return true;
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }

    private void look() {
        try {
            Content content = Content.of(files);
            if (!content.equals(seen)) {
                pair = content.pair();
                seen = content;
                trouble = "";
                LOG.info(
                        "new connections get the certificate now in {}, which is valid until {}",
                        files.certificate(),
                        pair.certificateChain().getFirst().getNotAfter().toInstant());
            }
        } catch (IOException | GeneralSecurityException | RuntimeException unusable) {
            String words = words(files, unusable);
            if (!words.equals(trouble)) {
                trouble = words;
                LOG.warn("{}; the one before goes on serving", words);
            }
        }
    }

    /** Whether what the key signs is what the certificate confirms. */
    private static boolean belong(TlsKeyPair pair) throws GeneralSecurityException {
        PrivateKey key = pair.privateKey();
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(PROOF);
        byte[] signed = signature.sign();
        signature.initVerify(pair.certificateChain().getFirst().getPublicKey());
        signature.update(PROOF);
        return signature.verify(signed);
    }

    private static String words(ReceiverConfig.Tls files, Exception unusable) {
        return "certificate " + files.certificate() + " and key " + files.key() + " cannot be used: "
                + (unusable.getMessage() == null ? unusable : unusable.getMessage());
    }
}
