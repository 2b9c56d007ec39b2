// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.schemas.kafka.Topic;
import io.fairlead.schemas.record.DeadLetter;
import io.fairlead.schemas.record.Heartbeat;
import io.fairlead.sink.elasticsearch.ElasticsearchSetup;
import io.fairlead.testkit.FaultProxy;
import io.fairlead.testkit.WebhookReceiver;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of events and alerts, whichever Elasticsearch stands behind the sink. */
abstract class IndexingContract {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Node node;
    private final Pipe pipe;

    IndexingContract(Servers.Running servers) {
        this.node = servers.node();
        this.pipe = new Pipe(servers);
    }

    @BeforeEach
    void install() throws Exception {
        ElasticsearchSetup.apply(pipe.config(node.url()));
    }

    @AfterEach
    void close() {
        pipe.close();
    }

    @Test
    void templates_are_put_once() throws Exception {
        assertThat(ElasticsearchSetup.apply(pipe.config(node.url()))).isEmpty();
    }

    @Test
    void resent_events_are_there_once_also_after_a_restart() {
        try (SinkStage first = pipe.start()) {
            for (int i = 0; i < 600; i++) {
                pipe.send(Topic.EVENTS, Samples.event("e" + i % 500));
            }
            pipe.send(Topic.EVENTS, new Heartbeat(Instant.ofEpochMilli(1), "c"));
            await().atMost(SOON).until(() -> pipe.count(Samples.AUDIT) == 500);
            assertThat(first.health().ready()).isTrue();
        }
        try (SinkStage second = pipe.start()) {
            assertThat(second.name()).isEqualTo("sink");
            pipe.send(Topic.EVENTS, Samples.event("e7"));
            pipe.send(Topic.EVENTS, Samples.event("new"));
            await().atMost(SOON).until(() -> pipe.count(Samples.AUDIT) == 501);
            await().atMost(SOON).until(() -> pipe.counted("fairlead.sink.conflicts") == 101);
        }
        assertThat(pipe.counted("fairlead.sink.records")).isEqualTo(501);
        assertThat(pipe.deadLetters()).isEmpty();
    }

    @Test
    void a_resend_after_a_rollover_makes_no_second_copy() throws Exception {
        try (SinkStage stage = pipe.start()) {
            for (int i = 0; i < 50; i++) {
                pipe.send(Topic.EVENTS, Samples.event("e" + i));
            }
            await().atMost(SOON).until(() -> pipe.count(Samples.AUDIT) == 50);
            node.ask("POST", "/" + pipe.stream(Samples.AUDIT) + "/_rollover", "");
            for (int i = 0; i < 60; i++) {
                pipe.send(
                        Topic.EVENTS, Samples.event("e" + i)); // received anew: its stamps are later than the rollover
            }
            await().atMost(SOON)
                    .until(() -> pipe.counted("fairlead.sink.records") >= 60
                            && pipe.counted("fairlead.sink.conflicts")
                                            + pipe.counted("fairlead.sink.second.copies.deleted")
                                            + pipe.counted("fairlead.sink.second.copies.left")
                                    >= 50);
            assertThat((double) pipe.count(Samples.AUDIT))
                    .as("a login that may not delete leaves copies, and counts them")
                    .isEqualTo(60 + pipe.counted("fairlead.sink.second.copies.left"));
            assertThat(stage.health().ready()).isTrue();
        }
    }

    @Test
    void elasticsearch_away_and_back_loses_nothing() {
        try (FaultProxy proxy = node.proxy();
                SinkStage stage = pipe.start(node.through(proxy))) {
            for (int i = 0; i < 200; i++) {
                pipe.send(Topic.EVENTS, Samples.event("before" + i));
            }
            await().atMost(SOON).until(() -> pipe.count(Samples.AUDIT) == 200);
            proxy.cut();
            long cut = System.nanoTime();
            for (int i = 0; i < 300; i++) {
                pipe.send(Topic.EVENTS, Samples.event("during" + i));
            }
            pipe.flush();
            await().atMost(SOON).until(() -> !stage.health().ready());
            assertThat(stage.health().live()).isTrue();
            assertThat(stage.health().reasons()).singleElement().asString().contains("Elasticsearch");
            await().atMost(SOON)
                    .until(() ->
                            System.nanoTime() - cut > Duration.ofSeconds(10).toNanos());
            proxy.restore();
            await().atMost(SOON).until(() -> pipe.count(Samples.AUDIT) == 500);
            await().atMost(SOON).until(() -> stage.health().ready());
        }
        assertThat(pipe.deadLetters()).isEmpty();
    }

    @Test
    void refusals_that_pass_are_tried_again() throws Exception {
        AtomicInteger bulks = new AtomicInteger();
        try (WebhookReceiver busy = WebhookReceiver.start()) {
            busy.always(request -> {
                boolean bulk = request.path().startsWith("/_bulk");
                int status = bulk && bulks.incrementAndGet() <= 3 ? 429 : bulk ? 503 : 404;
                return WebhookReceiver.Answer.status(
                        status == 404 && request.method().equals("PUT") ? 200 : status);
            });
            String url = busy.url().resolve("/").toString().replaceAll("/$", "");
            try (SinkStage stage = pipe.start(url)) {
                pipe.send(Topic.EVENTS, Samples.event("patient"));
                await().atMost(SOON).until(() -> bulks.get() >= 5);
                assertThat(stage.health().live()).isTrue();
                assertThat(pipe.counted("fairlead.sink.bulk.refusals")).isGreaterThanOrEqualTo(4);
            }
        }
        try (SinkStage stage = pipe.start()) { // the offset was not committed: the record is still to come
            await().atMost(SOON).until(() -> pipe.count(Samples.AUDIT) == 1);
            assertThat(stage.health().ready()).isTrue();
        }
        assertThat(pipe.deadLetters()).isEmpty();
    }

    @Test
    void what_cannot_be_indexed_is_set_aside_and_its_neighbours_are_not() {
        try (SinkStage stage = pipe.start()) {
            for (int i = 0; i < 500; i++) {
                pipe.send(
                        Topic.EVENTS,
                        i == 250
                                ? Samples.event("bad", Instant.now(), "{\"@timestamp\":\"hunter2-secret\"}")
                                : Samples.event("good" + i));
            }
            pipe.send(Topic.EVENTS, "not a record".getBytes(StandardCharsets.UTF_8));
            pipe.send(Topic.EVENTS, Samples.event("odd", Instant.now(), "../escape", "{}"));
            pipe.send(
                    Topic.EVENTS,
                    Samples.event(
                            "none", Instant.now(), "unknown.dataset", "{\"@timestamp\":\"2026-01-01T00:00:00Z\"}"));
            pipe.send(Topic.EVENTS, Samples.event("x".repeat(600), Instant.now(), "{}"));
            await().atMost(SOON).until(() -> pipe.count(Samples.AUDIT) == 499);
            await().atMost(SOON).until(() -> pipe.deadLetters().size() == 5);
            assertThat(stage.health().ready()).isTrue();
        }
        List<DeadLetter> letters = pipe.deadLetters();
        assertThat(letters)
                .extracting(DeadLetter::getCode)
                .containsExactlyInAnyOrder("rejected", "rejected", "rejected", "rejected", "malformed-record");
        assertThat(letters)
                .extracting(DeadLetter::getMessage)
                .anyMatch(message -> message.contains("failed to parse field [@timestamp] of type [date]"))
                .anyMatch(message -> message.contains("no matching index template"))
                .noneMatch(message -> message.contains("hunter2"));
        assertThat(letters).allSatisfy(letter -> {
            assertThat(letter.getStage()).isEqualTo("sink");
            assertThat(letter.getReference()).isNotNull();
            assertThat(letter.getLength()).isPositive();
        });
    }

    @Test
    void an_outage_shows_in_health_also_when_nothing_is_to_be_indexed() {
        try (SinkStage stage = pipe.start("http://127.0.0.1:9")) {
            assertThat(stage.health().ready()).isTrue();
            await().atMost(SOON).until(() -> !stage.health().ready());
            assertThat(stage.health().live()).isTrue();
        }
    }

    @Test
    void alerts_of_replays_have_their_own_place() throws Exception {
        try (SinkStage stage = pipe.start()) {
            pipe.send(Topic.ALERTS, Samples.alert("a1", "high", null));
            pipe.send(Topic.ALERTS, Samples.alert("a1", "high", "r1"));
            pipe.send(Topic.ALERTS, Samples.alert("a1", "high", "r2"));
            pipe.send(Topic.ALERTS, Samples.alert("a1", "high", "r2"));
            await().atMost(SOON).until(() -> pipe.count("fairlead.alerts") == 1 && pipe.count("fairlead.replay") == 2);
            await().atMost(SOON).until(() -> pipe.counted("fairlead.sink.conflicts") == 1);
            assertThat(stage.health().ready()).isTrue();
        }
        assertThat(pipe.search.count(pipe.stream("fairlead.replay"), "{\"ids\":{\"values\":[\"r1:a1\",\"r2:a1\"]}}"))
                .isEqualTo(2);
        assertThat(pipe.search.documents(
                        pipe.stream("fairlead.alerts"),
                        "{\"nested\":{\"path\":\"fairlead.alert.evidence\",\"query\":{\"term\":"
                                + "{\"fairlead.alert.evidence.matches.field\":\"verb\"}}}}",
                        10))
                .singleElement()
                .satisfies(document ->
                        assertThat(new String(document, StandardCharsets.UTF_8)).contains("\"mallory\""));
    }

    @Test
    void records_that_expired_unread_are_counted_and_told() throws Exception {
        try (SinkStage stage = pipe.start()) {
            for (int i = 0; i < 10; i++) {
                pipe.send(Topic.EVENTS, Samples.event("first" + i));
            }
            await().atMost(SOON).until(() -> pipe.count(Samples.AUDIT) == 10);
            assertThat(stage.health().ready()).isTrue();
        }
        for (int i = 0; i < 40; i++) {
            pipe.send(Topic.EVENTS, Samples.event("lost" + i));
        }
        pipe.flush();
        Brokers.deleteAll(pipe.kafka.bootstrapServers(), pipe.kafka.topic(Topic.EVENTS));
        pipe.send(Topic.EVENTS, Samples.event("after"));
        try (SinkStage stage = pipe.start()) {
            await().atMost(SOON).until(() -> pipe.count(Samples.AUDIT) == 11);
            await().atMost(SOON).until(() -> pipe.count("fairlead.gaps") >= 1);
            await().atMost(SOON).until(() -> pipe.counted("fairlead.sink.missed") == 40);
            assertThat(stage.health().ready()).isTrue();
        }
    }
}
