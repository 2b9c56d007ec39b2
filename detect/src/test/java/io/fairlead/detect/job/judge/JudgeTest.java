// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.judge;

import static io.fairlead.detect.job.TestEvents.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.job.TestEvents;
import io.fairlead.detect.job.TestRules;
import io.fairlead.detect.job.meter.JobMeters;
import io.fairlead.detect.job.meter.Meters;
import io.fairlead.detect.job.rules.PublishedRuleSet;
import io.fairlead.detect.job.rules.RuleSource;
import io.fairlead.detect.job.stream.Delivery;
import io.fairlead.detect.job.stream.Delivery.Beat;
import io.fairlead.detect.job.stream.Delivery.Understood;
import io.fairlead.detect.job.stream.Delivery.Unreadable;
import io.fairlead.detect.job.stream.FiredAlert;
import io.fairlead.detect.job.stream.GroupInput;
import io.fairlead.schemas.record.Event;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class JudgeTest {
    private static final PublishedRuleSet SET = PublishedRuleSet.of(TestRules.all());
    private static final RuleSource RULES = RuleSource.fixed(SET);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final String meterKey = Meters.register(registry, "test.");
    private OneInputStreamOperatorTestHarness<Delivery, FiredAlert> judge;

    JudgeTest() throws Exception {
        judge = Harnesses.judge(RULES, meterKey, null);
    }

    @AfterEach
    void close() throws Exception {
        judge.close();
        Meters.release(meterKey);
    }

    @Test
    void anEventThatFulfilsARuleGivesItsAlertAtOnce() throws Exception {
        see(TestEvents.request("e1", "eve", "delete", START));
        see(TestEvents.request("e2", "eve", "get", START));

        assertThat(Harnesses.alerts(judge)).singleElement().satisfies(alert -> {
            assertThat(alert.getRule().getTitle()).isEqualTo(TestRules.DELETION);
            assertThat(alert.getRuleSet()).isEqualTo(SET.version());
            assertThat(alert.getEvidence().getFirst().getEventId()).isEqualTo("e1");
            assertThat(alert.getReplayId()).isNull();
        });
        assertThat(registry.counter("test.records").count()).isEqualTo(2);
    }

    @Test
    void aSilentBaseRuleGivesAnInputAndNoAlert() throws Exception {
        see(TestEvents.request("e1", "eve", "list", START));

        assertThat(Harnesses.alerts(judge)).isEmpty();
        assertThat(inputs()).singleElement().satisfies(input -> {
            assertThat(input.group()).isEqualTo(Map.of("user.name", "eve"));
            assertThat(input.input().eventId()).isEqualTo("e1");
        });
    }

    @Test
    void aLateEventRunsStatelessRulesAndIsCountedForCorrelations() throws Exception {
        beat(0, START.plusSeconds(60));
        Instant justLate = START.plusSeconds(50).minusNanos(1_000_000);
        see(TestEvents.request("late", "eve", "list", justLate, START.plusSeconds(60)));
        see(TestEvents.request("intime", "eve", "list", START.plusSeconds(50), START.plusSeconds(60)));
        see(TestEvents.request("alert", "eve", "delete", START.minusSeconds(3600), START.plusSeconds(60)));

        assertThat(inputs()).extracting(input -> input.input().eventId()).containsExactly("intime");
        assertThat(Harnesses.alerts(judge)).hasSize(1);
        assertThat(registry.get("test.late").counter().count()).isEqualTo(1);
        assertThat(Meters.of(meterKey).lateHours()).isEqualTo(Map.of(START.toEpochMilli(), 1L));
    }

    @Test
    void latenessIsOfThePartitionTheEventCameIn() throws Exception {
        beat(1, START.plusSeconds(3600));
        see(TestEvents.request("e1", "eve", "list", START));

        assertThat(inputs()).hasSize(1);
    }

    @Test
    void latenessSurvivesARestore() throws Exception {
        beat(0, START.plusSeconds(60));
        OperatorSubtaskState saved = judge.snapshot(1, 1);
        judge.close();
        judge = Harnesses.judge(RULES, meterKey, saved);

        see(TestEvents.request("late", "eve", "list", START, START.plusSeconds(61)));

        assertThat(inputs()).isEmpty();
        assertThat(registry.get("test.late").counter().count()).isEqualTo(1);
    }

    @Test
    void lateHoursSurviveARestore() throws Exception {
        beat(0, START.plusSeconds(60));
        see(TestEvents.request("late", "eve", "list", START, START.plusSeconds(60)));
        OperatorSubtaskState saved = judge.snapshot(1, 1);
        judge.close();
        judge = Harnesses.judge(RULES, meterKey, saved);

        assertThat(Meters.of(meterKey).lateHours()).isEqualTo(Map.of(START.toEpochMilli(), 1L));
    }

    @Test
    void aStampInTheFutureCountsAsItsReceiptPlusLateness() throws Exception {
        see(TestEvents.request("e1", "eve", "list", START.plus(Duration.ofDays(26_000)), START));
        see(TestEvents.request("e2", "eve", "list", START, START));

        assertThat(inputs())
                .extracting(input -> input.input().timeMicros() / 1_000)
                .containsExactly(START.toEpochMilli() + Harnesses.LATENESS_MILLIS, START.toEpochMilli());
    }

    @Test
    void whatCannotBeReadIsSetAsideWithItsPlace() throws Exception {
        judge.processElement(new Unreadable(2, 77, 12, "broken"), 0);

        assertThat(Harnesses.deadLetters(judge, Judge.SET_ASIDE))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.getStage()).isEqualTo("detect");
                    assertThat(letter.getCode()).isEqualTo("malformed-record");
                    assertThat(letter.getMessage()).isEqualTo("broken");
                    assertThat(letter.getReference().getTopic()).isEqualTo(Harnesses.TOPIC);
                    assertThat(letter.getReference().getPartition()).isEqualTo(2);
                    assertThat(letter.getReference().getOffset()).isEqualTo(77);
                    assertThat(letter.getLength()).isEqualTo(12);
                    assertThat(letter.getExcerpt()).isEmpty();
                });
        assertThat(registry.counter("test.dead.letters", "code", "malformed-record")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void countsIntoNothingWhenNobodyRegisteredItsMeters() {
        JobMeters nobody = Meters.of("a key that nobody gave out");

        nobody.judged(1);
        nobody.late("rule");

        assertThat(nobody.lateHours()).isEmpty();
    }

    private List<GroupInput> inputs() {
        return Harnesses.side(judge, Judge.GROUPED);
    }

    private void see(Event event) throws Exception {
        judge.processElement(new Understood(0, 1, event), 0);
    }

    private void beat(int partition, Instant receivedAt) throws Exception {
        judge.processElement(new Beat(partition, receivedAt.toEpochMilli()), 0);
    }
}
