// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Certificates for one run alone, made by the JDK's keytool. */
final class Certificates {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private Certificates() {}

    /** Writes {@code cert.pem} and {@code key.pem} into this folder, over those that are there. */
    static void make(Path folder) throws Exception {
        Path store = folder.resolve("store.p12");
        Files.deleteIfExists(store);
        List<String> options =
                List.of("-genkeypair -alias a -keyalg EC -dname CN=localhost -validity 2 -storetype PKCS12".split(" "));
        ProcessBuilder keytool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        keytool.command().addAll(options);
        keytool.command().addAll(List.of("-storepass", new String(PASSWORD), "-keystore", store.toString()));
        Process process = keytool.redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("keytool").isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        pem(folder.resolve("cert.pem"), "CERTIFICATE", keys.getCertificate("a").getEncoded());
        pem(folder.resolve("key.pem"), "PRIVATE KEY", keys.getKey("a", PASSWORD).getEncoded());
    }

    private static void pem(Path file, String type, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
    }
}
