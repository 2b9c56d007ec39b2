// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WebhookReceiverTest {
    @Test
    void keepsRequestsAndAnswersAsTold() throws Exception {
        try (WebhookReceiver receiver = WebhookReceiver.start();
                HttpClient http = HttpClient.newHttpClient()) {
            receiver.next(
                    WebhookReceiver.Answer.retryAfter(503, 7),
                    WebhookReceiver.Answer.status(500).after(Duration.ofMillis(200)));
            HttpRequest request = HttpRequest.newBuilder(receiver.url())
                    .header("Webhook-Id", "a1")
                    .POST(HttpRequest.BodyPublishers.ofString("body"))
                    .build();
            HttpResponse<Void> busy = http.send(request, HttpResponse.BodyHandlers.discarding());
            assertThat(busy.statusCode()).isEqualTo(503);
            assertThat(busy.headers().firstValue("Retry-After")).contains("7");
            long from = System.nanoTime();
            assertThat(status(http, request)).isEqualTo(500);
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThan(Duration.ofMillis(190));
            assertThat(status(http, request)).isEqualTo(204);
            receiver.always(seen -> WebhookReceiver.Answer.status(seen.text().length() + 198));
            assertThat(status(http, request)).isEqualTo(202);
            List<WebhookReceiver.Request> all = receiver.awaitRequests(4, Duration.ofSeconds(5));
            assertThat(all).hasSize(4).allSatisfy(seen -> {
                assertThat(seen.method()).isEqualTo("POST");
                assertThat(seen.path()).isEqualTo("/hook");
                assertThat(seen.headers()).containsEntry("webhook-id", "a1");
                assertThat(seen.text()).isEqualTo("body");
            });
            assertThat(all.get(1).arrivedNanos()).isGreaterThan(all.get(0).arrivedNanos());
        }
    }

    private static int status(HttpClient http, HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
