// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaultProxyTest {
    private final WebhookReceiver server = WebhookReceiver.start();
    private final FaultProxy proxy = FaultProxy.to("127.0.0.1", server.url().getPort());
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        http.close();
        proxy.close();
        server.close();
    }

    @Test
    void passesCutsAndComesBackOnTheSamePort() throws Exception {
        int port = proxy.port();
        assertThat(send("one").statusCode()).isEqualTo(204);
        proxy.cut();
        assertThatThrownBy(() -> send("two")).isInstanceOf(IOException.class);
        proxy.restore();
        assertThat(proxy.port()).isEqualTo(port);
        assertThat(send("three").statusCode()).isEqualTo(204);
        assertThat(server.requests()).extracting(WebhookReceiver.Request::text).containsExactly("one", "three");
        assertThat(proxy.connections()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void cutBreaksARequestThatWaitsForItsAnswer() {
        server.next(WebhookReceiver.Answer.status(200).after(Duration.ofSeconds(20)));
        var answer = http.sendAsync(request("slow"), HttpResponse.BodyHandlers.discarding());
        server.awaitRequests(1, Duration.ofSeconds(10));
        proxy.cut();
        assertThat(answer).failsWithin(Duration.ofSeconds(5));
    }

    @Test
    void delayHoldsBackBothDirections() throws Exception {
        proxy.delay(Duration.ofMillis(150));
        long from = System.nanoTime();
        assertThat(send("late").statusCode()).isEqualTo(204);
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThan(Duration.ofMillis(290));
        proxy.delay(Duration.ZERO);
        assertThat(send("soon").statusCode()).isEqualTo(204);
    }

    @Test
    void largeBodiesPassWhole() throws Exception {
        String large = "x".repeat(5_000_000);
        assertThat(send(large).statusCode()).isEqualTo(204);
        assertThat(server.requests().get(0).body()).hasSize(5_000_000);
    }

    private HttpResponse<Void> send(String body) throws IOException, InterruptedException {
        return http.send(request(body), HttpResponse.BodyHandlers.discarding());
    }

    private HttpRequest request(String body) {
        return HttpRequest.newBuilder(URI.create(proxy.url() + "/hook"))
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
