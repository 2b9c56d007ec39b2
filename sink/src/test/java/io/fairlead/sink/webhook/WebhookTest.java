// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import io.fairlead.schemas.config.Secret;
import io.fairlead.schemas.kafka.Topic;
import io.fairlead.schemas.record.DeadLetter;
import io.fairlead.sink.Pipe;
import io.fairlead.sink.Samples;
import io.fairlead.sink.Servers;
import io.fairlead.sink.SinkStage;
import io.fairlead.testkit.WebhookReceiver;
import io.fairlead.testkit.WebhookReceiver.Answer;
import io.fairlead.testkit.WebhookReceiver.Request;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class WebhookTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final Pipe pipe;
    private final WebhookReceiver receiver = WebhookReceiver.start();

    WebhookTest(Servers.Running servers) {
        this.pipe = new Pipe(servers);
    }

    @AfterEach
    void close() {
        receiver.close();
        pipe.close();
    }

    private static WebhookConfig hook(String name, URI url, int attempts, boolean allowPrivate) {
        return hook(name, url, attempts, allowPrivate, 0, Duration.ofMinutes(1));
    }

    private static WebhookConfig hook(
            String name, URI url, int attempts, boolean allowPrivate, int maxAlerts, Duration window) {
        return new WebhookConfig(
                name,
                url,
                new Secret(SECRET),
                allowPrivate,
                Level.LOW,
                Duration.ofSeconds(2),
                attempts,
                Duration.ofMinutes(1),
                Duration.ofMillis(50),
                Duration.ofDays(1),
                maxAlerts,
                window);
    }

    private static boolean isDigest(Request request) {
        return id(request).startsWith("digest-");
    }

    /** Alerts that requests tell of, one by one or as part of a digest. */
    private static long toldOf(List<Request> requests) {
        return requests.stream()
                .mapToLong(request ->
                        isDigest(request) ? json(request).at("/data/count").asLong() : 1)
                .sum();
    }

    private static JsonNode json(Request request) {
        try {
            return new ObjectMapper().readTree(request.body());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String id(Request request) {
        return String.valueOf(request.headers().get("webhook-id"));
    }

    @Test
    void alerts_arrive_signed_in_order_and_once() throws Exception {
        try (SinkStage stage = pipe.start(hook("soc", receiver.url(), 3, true))) {
            pipe.send(Topic.ALERTS, Samples.alert("a1", "high", null));
            pipe.send(Topic.ALERTS, Samples.alert("a1", "high", null));
            pipe.send(Topic.ALERTS, Samples.alert("a2", "informational", null));
            pipe.send(Topic.ALERTS, Samples.alert("a3", "high", "replay-1"));
            pipe.send(Topic.ALERTS, Samples.alert("a4", "critical", null));
            List<Request> requests = receiver.awaitRequests(2, SOON);
            await().atMost(SOON).until(() -> pipe.count("fairlead.alerts") == 3);
            assertThat(requests).extracting(WebhookTest::id).containsExactlyInAnyOrder("a1", "a4");
            assertThat(stage.health().ready()).isTrue();
        }
        for (Request request : receiver.requests()) {
            Map<String, List<String>> headers = new HashMap<>();
            request.headers().forEach((name, value) -> headers.put(name, List.of(value)));
            new Webhook(SECRET).verify(request.text(), HttpHeaders.of(headers, (name, value) -> true));
        }
        assertThat(receiver.requests()).hasSize(2);
        JsonNode body =
                new ObjectMapper().readTree(receiver.requests().getFirst().body());
        assertThat(body.path("type").asText()).isEqualTo("alert");
        assertThat(body.at("/data/rule/title").asText()).isEqualTo("Exec into a pod");
        assertThat(body.at("/data/document/user/name").asText()).isEqualTo("mallory");
        assertThat(body.at("/data/evidence/0/matches/0/pattern").asText()).isEqualTo("get");
    }

    @Test
    void a_destination_that_is_busy_is_tried_again_when_it_asks() {
        receiver.next(Answer.status(503), Answer.retryAfter(429, 1), Answer.status(200));
        try (SinkStage stage = pipe.start(hook("soc", receiver.url(), 5, true))) {
            pipe.send(Topic.ALERTS, Samples.alert("a1", "high", null));
            List<Request> requests = receiver.awaitRequests(3, SOON);
            assertThat(requests).extracting(WebhookTest::id).containsOnly("a1");
            Duration pause = Duration.ofNanos(
                    requests.get(2).arrivedNanos() - requests.get(1).arrivedNanos());
            assertThat(pause).isBetween(Duration.ofMillis(990), Duration.ofSeconds(5));
            assertThat(stage.health().ready()).isTrue();
        }
        assertThat(pipe.deadLetters()).isEmpty();
    }

    @Test
    void what_no_attempt_helps_becomes_a_dead_letter_and_others_go_on() {
        receiver.always(request -> switch (id(request)) {
            case "gone" -> Answer.status(410);
            case "moved" -> new Answer(302, Map.of("Location", "http://127.0.0.1:9/"), Duration.ZERO, "");
            case "down" -> Answer.status(500);
            default -> Answer.status(204);
        });
        try (SinkStage stage = pipe.start(hook("soc", receiver.url(), 3, true))) {
            for (String id : List.of("gone", "moved", "down", "fine")) {
                pipe.send(Topic.ALERTS, Samples.alert(id, "high", null));
            }
            List<Request> requests = receiver.awaitRequests(6, SOON);
            await().atMost(SOON).until(() -> pipe.deadLetters().size() == 3);
            assertThat(requests.stream().filter(request -> id(request).equals("down")))
                    .hasSize(3);
            assertThat(requests).extracting(WebhookTest::id).contains("fine");
            assertThat(stage.health().ready()).isTrue();
        }
        assertThat(pipe.deadLetters()).extracting(DeadLetter::getCode).containsOnly("undeliverable");
        assertThat(pipe.deadLetters())
                .extracting(DeadLetter::getMessage)
                .containsExactlyInAnyOrder(
                        "webhook soc: status 410",
                        "webhook soc: status 302: redirects are not followed",
                        "webhook soc: status 500 after 3 attempts");
    }

    @Test
    void a_slow_destination_holds_up_no_other_and_private_addresses_are_refused() throws Exception {
        try (WebhookReceiver slow = WebhookReceiver.start()) {
            slow.always(request -> Answer.status(200).after(Duration.ofSeconds(3)));
            try (SinkStage stage = pipe.start(
                    hook("slow", slow.url(), 100, true),
                    hook("quick", receiver.url(), 3, true),
                    hook("inside", receiver.url(), 3, false))) {
                for (int i = 0; i < 20; i++) {
                    pipe.send(Topic.ALERTS, Samples.alert("a" + i, "high", null));
                }
                receiver.awaitRequests(20, SOON);
                assertThat(slow.requests().size()).isBetween(0, 5);
                await().atMost(SOON).until(() -> pipe.deadLetters().size() == 20);
                assertThat(stage.health().live()).isTrue();
            }
        }
        assertThat(receiver.requests()).hasSize(20);
        assertThat(pipe.deadLetters())
                .extracting(DeadLetter::getMessage)
                .allMatch(message -> message.startsWith("webhook inside:") && message.contains("not public"));
    }

    @Test
    void a_flood_becomes_a_digest_that_counts_every_alert_and_says_where_they_are() {
        try (SinkStage stage = pipe.start(hook("soc", receiver.url(), 3, true, 5, Duration.ofSeconds(2)))) {
            for (int i = 0; i < 200; i++) {
                pipe.send(Topic.ALERTS, Samples.alert("a" + i, i % 50 == 0 ? "critical" : "high", null));
            }
            await().atMost(SOON).until(() -> toldOf(receiver.requests()) == 200);
            assertThat(stage.health().ready()).isTrue();
        }
        List<Request> alone = receiver.requests().stream()
                .filter(request -> !isDigest(request))
                .toList();
        assertThat(alone.size()).isBetween(5, 60);
        List<Request> digests =
                receiver.requests().stream().filter(WebhookTest::isDigest).toList();
        JsonNode digest = json(digests.getFirst());
        assertThat(digest.path("type").asText()).isEqualTo("alert.digest");
        assertThat(digest.at("/data/id").asText()).isEqualTo(id(digests.getFirst()));
        assertThat(digest.at("/data/index").asText()).isEqualTo("logs-fairlead.alerts-*");
        assertThat(digest.at("/data/query").asText()).startsWith("@timestamp >= \"20");
        assertThat(digest.at("/data/rules/0/title").asText()).isEqualTo("Exec into a pod");
        assertThat(digest.at("/data/rules/0/count").asLong()
                        + digest.at("/data/of_further_rules").asLong())
                .isEqualTo(digest.at("/data/count").asLong());
        assertThat(digest.at("/data/levels/high").asLong()).isPositive();
        assertThat(pipe.meters.get("fairlead.sink.webhook.digests").counter().count())
                .isEqualTo(digests.size());
        assertThat(pipe.meters
                        .get("fairlead.sink.webhook.deliveries")
                        .tag("outcome", "digested")
                        .counter()
                        .count())
                .isEqualTo(200 - alone.size());
        assertThat(pipe.deadLetters()).isEmpty();
    }

    @Test
    void what_waits_for_a_digest_comes_again_after_a_stop() {
        try (SinkStage stage = pipe.start(hook("soc", receiver.url(), 3, true, 5, Duration.ofHours(1)))) {
            for (int i = 0; i < 30; i++) {
                pipe.send(Topic.ALERTS, Samples.alert("a" + i, "high", null));
            }
            receiver.awaitRequests(5, SOON);
            await().atMost(SOON).until(() -> pipe.count("fairlead.alerts") == 30);
            assertThat(stage.health().live()).isTrue();
        }
        assertThat(receiver.requests()).hasSize(5);
        try (SinkStage stage = pipe.start(hook("soc", receiver.url(), 3, true, 100, Duration.ofSeconds(1)))) {
            await().atMost(SOON)
                    .until(() -> receiver.requests().stream()
                                    .map(WebhookTest::id)
                                    .distinct()
                                    .count()
                            == 30);
            assertThat(stage.health().live()).isTrue();
        }
    }

    @Test
    void a_digest_that_is_refused_has_a_dead_letter_that_says_how_many() {
        receiver.always(request -> Answer.status(isDigest(request) ? 410 : 204));
        try (SinkStage stage = pipe.start(hook("soc", receiver.url(), 3, true, 1, Duration.ofSeconds(1)))) {
            for (int i = 0; i < 3; i++) {
                pipe.send(Topic.ALERTS, Samples.alert("a" + i, "high", null));
            }
            await().atMost(SOON).until(() -> !pipe.deadLetters().isEmpty());
            assertThat(stage.health().live()).isTrue();
        }
        assertThat(pipe.deadLetters().getFirst().getMessage())
                .matches("webhook soc: [12] alerts in a digest: status 410");
    }
}
