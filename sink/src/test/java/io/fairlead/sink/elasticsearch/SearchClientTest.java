// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.fairlead.schemas.config.ConfigLoader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SearchClientTest {
    @Test
    void waitsForShardsThatAreNotStartedYet() throws Exception {
        assertThat(count(503, 3)).isEqualTo(7);
    }

    @Test
    void whatIsRefusedIsSaidAtOnce() {
        assertThatThrownBy(() -> count(403, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("refused _count of logs-x: status 403");
    }

    /** Asks a server that answers so many times with this status before it counts. */
    private static long count(int status, int times) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/", exchange -> {
            boolean counts = asked.incrementAndGet() > times;
            byte[] body = (counts ? "{\"count\":7}" : "{\"error\":{\"type\":\"no\"}}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("X-Elastic-Product", "Elasticsearch");
            exchange.sendResponseHeaders(counts ? 200 : status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        ElasticsearchConfig config = ConfigLoader.defaults(ElasticsearchConfig.class)
                .withUrls(List.of(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort())));
        try (SearchClient client = SearchClient.connect(config)) {
            return client.count("logs-x");
        } finally {
            server.stop(0);
        }
    }
}
