// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.app.config.ObservabilityConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class LogLevelsTest {
    private static final Logger SOME = LoggerFactory.getLogger("io.fairlead.sink.elasticsearch.Indexer");

    private final Metrics metrics = new Metrics();
    private final HttpClient http = HttpClient.newHttpClient();
    private Observability server;

    @BeforeEach
    void start() {
        server = Observability.start(new ObservabilityConfig("0.0.0.0", 0), metrics, () -> HealthReport.of(List.of()));
    }

    @AfterEach
    void stop() throws Exception {
        send("DELETE", "/log-levels", "");
        server.close();
        metrics.close();
    }

    @Test
    void aLevelChangesWhileTheProcessRunsAndComesBack() throws Exception {
        assertThat(SOME.isDebugEnabled()).isFalse();
        HttpResponse<String> answer = send("PUT", "/log-levels/io.fairlead.sink", "debug\n");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"io.fairlead.sink\":\"DEBUG\"");
        assertThat(SOME.isDebugEnabled()).isTrue();
        assertThat(LoggerFactory.getLogger("io.fairlead.ingest.X").isDebugEnabled())
                .as("others stay")
                .isFalse();
        assertThat(send("DELETE", "/log-levels", "").statusCode()).isEqualTo(200);
        assertThat(SOME.isDebugEnabled()).isFalse();
    }

    @Test
    void theRootAndWhatWasConfiguredComeBackToo() throws Exception {
        String before = send("GET", "/log-levels", "").body();
        assertThat(send("PUT", "/log-levels/root", "ERROR").statusCode()).isEqualTo(200);
        assertThat(send("PUT", "/log-levels/io.fairlead", "TRACE").statusCode()).isEqualTo(200);
        assertThat(send("GET", "/log-levels", "").body())
                .contains("\"root\":\"ERROR\"")
                .isNotEqualTo(before);
        assertThat(send("DELETE", "/log-levels", "").body()).isEqualTo(before);
    }

    @Test
    void whatIsNoLevelOrNoLoggerIsRefused() throws Exception {
        assertThat(send("PUT", "/log-levels/io.fairlead", "LOUD").body()).contains("a level is one of OFF");
        assertThat(send("PUT", "/log-levels/a%20b", "INFO").statusCode()).isEqualTo(400);
        assertThat(send("POST", "/log-levels/io.fairlead", "INFO").statusCode()).isEqualTo(405);
        assertThat(send("GET", "/log-levelsx", "").statusCode()).isEqualTo(404);
    }

    @Test
    void onlyLoopbackIsServedUnderAnAddressThatIsLoopback() throws Exception {
        assertThat(raw("rebound.example.com")).startsWith("HTTP/1.1 403");
        assertThat(raw("localhost")).startsWith("HTTP/1.1 200");
        assertThat(LogLevelHandler.isLocal(InetAddress.getByAddress(new byte[] {10, 0, 0, 7}), "localhost"))
                .isFalse();
    }

    private String raw(String host) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(("GET /log-levels HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(64), StandardCharsets.US_ASCII);
        }
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.uri().getPort() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
