// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.judge;

import static io.fairlead.detect.job.TestEvents.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.job.TestEvents;
import io.fairlead.detect.job.TestRules;
import io.fairlead.detect.job.meter.Meters;
import io.fairlead.detect.job.rules.PublishedRuleSet;
import io.fairlead.detect.job.rules.RuleBooks;
import io.fairlead.detect.job.rules.RuleSource;
import io.fairlead.detect.job.stream.FiredAlert;
import io.fairlead.detect.job.stream.GroupInput;
import io.fairlead.schemas.record.Alert;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CorrelateTest {
    private static final RuleSource RULES = RuleSource.fixed(PublishedRuleSet.of(TestRules.all()));
    private static final int MAX_GROUPS = 3;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final String meterKey = Meters.register(registry, "test.");
    private final RuleBooks.Hold rules = RuleBooks.open(RULES);
    private final Bench bench = new Bench(Harnesses.LATENESS_MILLIS, null);
    private KeyedOneInputStreamOperatorTestHarness<String, GroupInput, FiredAlert> correlate;

    CorrelateTest() throws Exception {
        correlate = Harnesses.correlate(RULES, MAX_GROUPS, meterKey, null);
    }

    @AfterEach
    void close() throws Exception {
        correlate.close();
        rules.close();
        Meters.release(meterKey);
    }

    @Test
    void firesWhenTheWatermarkHasPassedTheDecidingEvent() throws Exception {
        see("e1", "eve", "list", START);
        see("e2", "eve", "list", START.plusSeconds(1));
        see("e3", "eve", "list", START.plusSeconds(2));
        see("b1", "bob", "list", START.plusSeconds(2));
        watermark(START.plusMillis(1_999));
        assertThat(Harnesses.alerts(correlate)).isEmpty();

        watermark(START.plusMillis(2_000));

        assertThat(Harnesses.alerts(correlate)).singleElement().satisfies(alert -> {
            assertThat(alert.getRule().getTitle()).isEqualTo(TestRules.BURST);
            assertThat(alert.getCount()).isEqualTo(3);
            assertThat(alert.getGroupBy()).containsEntry("user.name", "eve");
            assertThat(alert.getTime()).isEqualTo(START.plusSeconds(2));
            assertThat(alert.getEvidence()).hasSize(3);
        });
    }

    @Test
    void theOrderOfArrivalDoesNotMatterNorDoDoubles() throws Exception {
        see("e3", "eve", "list", START.plusSeconds(2));
        see("e1", "eve", "list", START);
        see("e1", "eve", "list", START);
        watermark(START.minusSeconds(1));
        see("e2", "eve", "list", START.plusSeconds(1));
        see("e1", "eve", "list", START);
        watermark(START.plusSeconds(2));
        List<Alert> shuffled = Harnesses.alerts(correlate);

        correlate.close();
        correlate = Harnesses.correlate(RULES, MAX_GROUPS, meterKey, null);
        see("e1", "eve", "list", START);
        see("e2", "eve", "list", START.plusSeconds(1));
        see("e3", "eve", "list", START.plusSeconds(2));
        watermark(START.plusSeconds(2));

        assertThat(shuffled).hasSize(1).isEqualTo(Harnesses.alerts(correlate));
    }

    @Test
    void timeAloneClosesAWindow() throws Exception {
        see("w1", "eve", "watch", START);
        watermark(START.plusSeconds(59));
        assertThat(Harnesses.alerts(correlate)).isEmpty();

        watermark(START.plusSeconds(61));

        assertThat(Harnesses.alerts(correlate))
                .singleElement()
                .satisfies(alert -> assertThat(alert.getRule().getTitle()).isEqualTo(TestRules.SILENCE));
    }

    @Test
    void theEndOfABoundedInputClosesNoWindow() throws Exception {
        see("w1", "eve", "watch", START);
        correlate.processWatermark(Long.MAX_VALUE);

        assertThat(Harnesses.alerts(correlate)).isEmpty();
    }

    @Test
    void groupsSurviveARestore() throws Exception {
        see("e1", "eve", "list", START);
        see("e2", "eve", "list", START.plusSeconds(1));
        watermark(START.plusSeconds(1));
        restore(RULES);

        see("e2", "eve", "list", START.plusSeconds(1));
        see("e3", "eve", "list", START.plusSeconds(2));
        watermark(START.plusSeconds(3));

        assertThat(Harnesses.alerts(correlate))
                .singleElement()
                .satisfies(alert -> assertThat(alert.getCount()).isEqualTo(3));
    }

    @Test
    void whatChangesAfterASnapshotDoesNotChangeTheSnapshot() throws Exception {
        see("e1", "eve", "list", START);
        see("e2", "eve", "list", START.plusSeconds(1));
        OperatorSubtaskState saved = correlate.snapshot(1, 1);
        see("e3", "eve", "list", START.plusSeconds(2));
        watermark(START.plusSeconds(3));
        assertThat(Harnesses.alerts(correlate)).hasSize(1);
        correlate.close();

        correlate = Harnesses.correlate(RULES, MAX_GROUPS, meterKey, saved);
        watermark(START.plusSeconds(3));

        assertThat(Harnesses.alerts(correlate)).isEmpty();
    }

    @Test
    void aChangedRuleStartsCleanAndItsOldStateGoes() throws Exception {
        see("w1", "eve", "watch", START);
        restore(RuleSource.fixed(PublishedRuleSet.of(List.of(TestRules.single(TestRules.DELETION, "delete")))));

        watermark(START.plusSeconds(61));

        assertThat(Harnesses.alerts(correlate)).isEmpty();
        assertThat(correlate.numKeyedStateEntries()).isZero();
    }

    @Test
    void groupsBeyondTheBoundAreCountedAndRoomComesBack() throws Exception {
        for (int user = 0; user < 5; user++) {
            see("e" + user, "user" + user, "list", START);
        }
        assertThat(registry.get("test.correlation.refused").counter().count()).isEqualTo(2);
        assertThat(registry.get("test.correlation.groups").gauge().value()).isEqualTo(3);

        watermark(START.plusSeconds(200));
        assertThat(registry.get("test.correlation.groups").gauge().value()).isZero();
        assertThat(correlate.numKeyedStateEntries()).isZero();
        assertThat(correlate.numEventTimeTimers()).isZero();

        see("late", "user9", "list", START.plusSeconds(201));
        assertThat(registry.get("test.correlation.refused").counter().count()).isEqualTo(2);
    }

    @Test
    void theBoundOnGroupsSurvivesARestore() throws Exception {
        for (int user = 0; user < MAX_GROUPS; user++) {
            see("e" + user, "user" + user, "list", START);
        }
        restore(RULES);
        see("e9", "user9", "list", START);

        assertThat(registry.get("test.correlation.refused").counter().count()).isEqualTo(1);
    }

    private void restore(RuleSource rules) throws Exception {
        OperatorSubtaskState saved = correlate.snapshot(1, 1);
        correlate.close();
        correlate = Harnesses.correlate(rules, MAX_GROUPS, meterKey, saved);
    }

    private void see(String id, String user, String verb, Instant time) throws Exception {
        for (GroupInput input : bench.judge(
                        rules.book().at(time.toEpochMilli()), TestEvents.request(id, user, verb, time), Long.MIN_VALUE)
                .inputs) {
            correlate.processElement(input, 0);
        }
    }

    private void watermark(Instant time) throws Exception {
        correlate.processWatermark(time.toEpochMilli());
    }
}
