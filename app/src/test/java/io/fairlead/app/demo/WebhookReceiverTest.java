// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class WebhookReceiverTest {
    /** The example of the Standard Webhooks specification. */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String BODY = "{\"test\": 2432232314}";
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @Test
    void takesWhatIsSignedAndOnlyOnce() throws Exception {
        try (WebhookReceiver receiver = WebhookReceiver.start(SECRET)) {
            assertThat(post(receiver, BODY, SIGNATURE)).isEqualTo(204);
            assertThat(post(receiver, BODY, "v1,AAAA " + SIGNATURE)).isEqualTo(204);
            assertThat(receiver.arrivals()).containsOnlyKeys(ID);
            assertThat(receiver.refused()).isZero();
        }
    }

    @Test
    void refusesWhatIsNot() throws Exception {
        try (WebhookReceiver receiver = WebhookReceiver.start(SECRET)) {
            assertThat(post(receiver, BODY + " ", SIGNATURE)).isEqualTo(401);
            assertThat(post(receiver, BODY, "v1,not base64")).isEqualTo(401);
            assertThat(post(receiver, BODY, "v2," + SIGNATURE.substring(3))).isEqualTo(401);
            assertThat(receiver.arrivals()).isEmpty();
            assertThat(receiver.refused()).isEqualTo(3);
        }
    }

    private static int post(WebhookReceiver receiver, String body, String signature) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(receiver.uri())
                .header("webhook-id", ID)
                .header("webhook-timestamp", "1614265330")
                .header("webhook-signature", signature)
                .timeout(Duration.ofSeconds(5))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
