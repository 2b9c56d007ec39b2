// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fairlead.ingest.Broker;
import io.fairlead.ingest.Configs;
import io.fairlead.ingest.IngestStage;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A certificate is replaced in its files while senders are connected. */
@Timeout(60)
final class TlsReloadTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void aNewPairServesNewConnectionsAndOpenOnesStay() throws Exception {
        Path files = Files.createDirectory(folder.resolve("tls"));
        Path next = Files.createDirectory(folder.resolve("next"));
        Certificates.make(files);
        Certificates.make(next);
        try (Broker broker = new Broker(folder.resolve("kafka"));
                IngestStage stage = start(broker.topics(), files, "50ms");
                SSLSocket open = connect(stage)) {
            await().atMost(SOON).until(() -> stage.health().ready());
            assertThat(served(open)).isEqualTo(serial(files));
            assertThat(post(open)).isEqualTo(200);

            BigInteger before = serial(files);
            copy(next, files, "cert.pem"); // the key is still the old one's
            await().during(Duration.ofMillis(300))
                    .atMost(SOON)
                    .until(() -> servedToANewcomer(stage).equals(before));
            copy(next, files, "key.pem");
            await().atMost(SOON).until(() -> servedToANewcomer(stage).equals(serial(next)));

            assertThat(served(open)).as("the connection that was open").isEqualTo(before);
            assertThat(post(open)).isEqualTo(200);
        }
    }

    @Test
    void aKeyOfAnotherCertificateIsToldAtTheStart() throws Exception {
        Path files = Files.createDirectory(folder.resolve("tls"));
        Path other = Files.createDirectory(folder.resolve("other"));
        Certificates.make(files);
        Certificates.make(other);
        copy(other, files, "key.pem");
        KafkaConfig nowhere =
                Configs.yaml(KafkaConfig.class, "bootstrap-servers: 127.0.0.1:9"); // nothing is sent in this test
        assertThatThrownBy(() -> start(nowhere, files, "0s"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the key is not the certificate's");
    }

    private static IngestStage start(KafkaConfig kafka, Path files, String reload) {
        return IngestStage.start(
                Configs.ingest(
                        "tls-certificate: " + files.resolve("cert.pem"),
                        "tls-key: " + files.resolve("key.pem"),
                        "tls-reload: " + reload),
                kafka,
                new SimpleMeterRegistry());
    }

    private static void copy(Path from, Path to, String name) throws IOException {
        Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private static BigInteger servedToANewcomer(IngestStage stage) throws Exception {
        try (SSLSocket newcomer = connect(stage)) {
            return served(newcomer);
        }
    }

    private static BigInteger served(SSLSocket socket) throws IOException {
        return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
    }

    private static BigInteger serial(Path folder) throws Exception {
        try (var in = Files.newInputStream(folder.resolve("cert.pem"))) {
            return ((X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in))
                    .getSerialNumber();
        }
    }

    /** A connection of its own session: one that is resumed would show the certificate of the first. */
    private static SSLSocket connect(IngestStage stage) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Trusting()}, null);
        SSLSocket socket = (SSLSocket)
                context.getSocketFactory().createSocket("127.0.0.1", stage.uri().getPort());
        socket.setSoTimeout(20_000);
        socket.startHandshake();
        return socket;
    }

    private static int post(SSLSocket socket) throws IOException {
        String request = "POST /v1/logs/plain HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
                + "Content-Length: 3\r\n\r\nhi\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        int status = Integer.parseInt(in.readLine().split(" ")[1]);
        int length = 0;
        for (String header = in.readLine(); !header.isEmpty(); header = in.readLine()) {
            if (header.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring(header.indexOf(':') + 1).strip());
            }
        }
        assertThat(in.skip(length)).isEqualTo(length);
        return status;
    }

    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
