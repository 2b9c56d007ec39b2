// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Asks whether the node that wrote its ports file answers, and whether it is ours and takes data. */
final class NodeProbe implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();
    private final String cluster;

    NodeProbe(String cluster) {
        this.cluster = cluster;
    }

    /** True when the node at this port belongs to our cluster and its state is recovered. */
    boolean isReady(Path portsFile, int port) throws InterruptedException {
        try {
            List<String> listening =
                    Files.exists(portsFile) ? Files.readAllLines(portsFile, StandardCharsets.UTF_8) : List.of();
            if (!listening.contains("127.0.0.1:" + port)) {
                return false;
            }
            URI health = URI.create("http://127.0.0.1:" + port + "/_cluster/health");
            HttpRequest request = HttpRequest.newBuilder(health).timeout(ANSWER).build();
            String answer = http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                    .body();
            return answer.contains('"' + cluster + '"')
                    && (answer.contains("\"green\"") || answer.contains("\"yellow\""));
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
