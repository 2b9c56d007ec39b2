// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.judge;

import static io.fairlead.detect.job.TestEvents.START;
import static io.fairlead.detect.job.TestEvents.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.job.TestRules;
import io.fairlead.detect.job.meter.Meters;
import io.fairlead.detect.job.rules.PublishedRuleSet;
import io.fairlead.detect.job.rules.RuleBooks;
import io.fairlead.detect.job.rules.RuleSource;
import io.fairlead.detect.job.stream.FiredAlert;
import io.fairlead.schemas.record.Alert;
import io.fairlead.schemas.record.Event;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A rule that lets one deletion by each user stand in each minute. */
class SuppressTest {
    private static final RuleSource RULES = RuleSource.fixed(PublishedRuleSet.of(List.of(TestRules.suppressing(
            TestRules.DELETION, "delete", "{by: [kubernetes.audit.user.username], window: 1m}"))));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final String meterKey = Meters.register(registry, "test.");
    private final RuleBooks.Hold rules = RuleBooks.open(RULES);
    private final Bench bench = new Bench(Harnesses.LATENESS_MILLIS, null);
    private KeyedOneInputStreamOperatorTestHarness<String, FiredAlert, FiredAlert> suppress = open(100, null);

    SuppressTest() throws Exception {}

    @AfterEach
    void close() throws Exception {
        suppress.close();
        rules.close();
        Meters.release(meterKey);
    }

    @Test
    void theFirstOfEachWindowStandsAndOneMoreSaysHowManyWereSwallowed() throws Exception {
        see(START.plusSeconds(20), "d2", "eve");
        see(START.plusSeconds(10), "d1", "eve");
        see(START.plusSeconds(30), "d3", "eve");
        see(START.plusSeconds(30), "d4", "bob");
        see(START.plusSeconds(70), "d5", "eve");
        watermark(START.plusSeconds(9));
        assertThat(alerts()).isEmpty();
        watermark(START.plusSeconds(40));
        List<Alert> standing = alerts();
        assertThat(standing).extracting(SuppressTest::told).containsExactlyInAnyOrder("d1 0", "d4 0");

        see(START.plusSeconds(50), "d6", "eve");
        watermark(START.plusSeconds(61));
        assertThat(alerts()).singleElement().satisfies(closing -> {
            assertThat(told(closing)).isEqualTo("d1 3");
            assertThat(closing.getCount()).isEqualTo(3);
            assertThat(closing.getTime()).isEqualTo(START.plusSeconds(60));
            assertThat(closing.getWindow().getStart()).isEqualTo(START);
            assertThat(closing.getReceivedAt()).isEqualTo(START.plusSeconds(50));
            assertThat(standing.stream().filter(alert -> told(alert).startsWith("d1")))
                    .as("names the alert that tells what it swallowed")
                    .singleElement()
                    .satisfies(first -> assertThat(document(first))
                            .contains("\"closing_id\":\"" + closing.getId() + "\"")
                            .contains("\"swallows_until\":\"" + START.plusSeconds(60) + "\""));
            assertThat(document(closing)).doesNotContain("closing_id");
            assertThat(document(closing)).contains("\"suppressed\":3").contains("3 alerts of the same key swallowed");
        });
        watermark(START.plusSeconds(300));
        assertThat(alerts()).extracting(SuppressTest::told).containsExactly("d5 0");
        assertThat(suppress.numKeyedStateEntries()).isZero();
        assertThat(registry.get("test.alerts.swallowed").counter().count()).isEqualTo(3);
    }

    @Test
    void anyArrivalAndARestoreGiveTheSameAlerts() throws Exception {
        List<Alert> expected = run(events(), 0);
        assertThat(expected).hasSizeGreaterThan(20).anyMatch(alert -> alert.getSuppressed() > 0);
        for (int seed = 1; seed < 8; seed++) {
            suppress.close();
            suppress = open(100, null);
            assertThat(run(events(), seed)).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void whatFindsNoRoomOrComesLateStands() throws Exception {
        suppress.close();
        suppress = open(1, null);
        see(START.plusSeconds(1), "d1", "eve");
        see(START.plusSeconds(1), "d2", "bob");
        assertThat(alerts()).extracting(SuppressTest::told).containsExactly("d2 0");
        watermark(START.plusSeconds(120));
        alerts();
        see(START.plusSeconds(2), "d3", "eve");
        assertThat(alerts()).extracting(SuppressTest::told).containsExactly("d3 0");
        assertThat(registry.get("test.alerts.unsuppressed").counter().count()).isEqualTo(2);
    }

    private List<Alert> run(List<Event> events, int seed) throws Exception {
        Random random = new Random(seed);
        List<Alert> alerts = new ArrayList<>();
        List<Event> arriving = new ArrayList<>(events);
        for (int at = 0; at < arriving.size(); at += 10) {
            List<Event> batch = arriving.subList(at, Math.min(at + 10, arriving.size()));
            if (seed > 0) {
                Collections.shuffle(batch, random);
            }
            for (Event event : batch) {
                see(event);
            }
            watermark(batch.stream().map(Event::getTime).max(Instant::compareTo).orElseThrow());
            alerts.addAll(alerts());
            if (random.nextInt(4) == 0) {
                OperatorSubtaskState saved = suppress.snapshot(1, 1);
                suppress.close();
                suppress = open(100, saved);
            }
        }
        watermark(START.plusSeconds(100_000));
        alerts.addAll(alerts());
        return alerts;
    }

    private static List<Event> events() {
        Random random = new Random(7);
        List<Event> events = new ArrayList<>();
        long seconds = 0;
        for (int i = 0; i < 200; i++) {
            seconds += 1 + random.nextInt(9);
            events.add(request("d" + i, "user" + random.nextInt(3), "delete", START.plusSeconds(seconds)));
        }
        return events;
    }

    private void see(Instant time, String id, String user) throws Exception {
        see(request(id, user, "delete", time));
    }

    private void see(Event event) throws Exception {
        for (FiredAlert alert : bench.judge(rules.book().at(0), event, Long.MIN_VALUE).alerts) {
            suppress.processElement(alert, 0);
        }
    }

    private void watermark(Instant time) throws Exception {
        suppress.processWatermark(time.toEpochMilli());
    }

    private List<Alert> alerts() {
        return Harnesses.alerts(suppress);
    }

    private static String document(Alert alert) {
        return StandardCharsets.UTF_8.decode(alert.getDocument().duplicate()).toString();
    }

    private static String told(Alert alert) {
        return alert.getEvidence().getFirst().getEventId() + " " + alert.getSuppressed();
    }

    private KeyedOneInputStreamOperatorTestHarness<String, FiredAlert, FiredAlert> open(
            int windows, @org.jspecify.annotations.Nullable OperatorSubtaskState from) throws Exception {
        return Harnesses.suppress(new Suppress(windows, AlertSpan.ALL, meterKey), from);
    }
}
