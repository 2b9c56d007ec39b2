// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.judge;

import static io.fairlead.detect.job.TestEvents.START;
import static io.fairlead.detect.job.TestEvents.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.job.TestRules;
import io.fairlead.detect.job.meter.Meters;
import io.fairlead.detect.job.rules.PublishedRuleSet;
import io.fairlead.detect.job.rules.RuleSource;
import io.fairlead.detect.job.rules.RuleTimeline;
import io.fairlead.detect.job.stream.Delivery;
import io.fairlead.detect.job.stream.FiredAlert;
import io.fairlead.detect.job.stream.GroupInput;
import io.fairlead.schemas.record.Alert;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.RuleFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** A second set comes into force half a minute after the start. */
class HotReloadTest {
    private static final Instant SWAP = START.plusSeconds(30);

    @Test
    void eachEventIsJudgedByTheSetInForceAtItsReceipt() throws Exception {
        List<RuleFile> second = List.of(TestRules.single("Reading", "get"));
        List<Alert> alerts = run(
                second,
                List.of(
                        request("d1", "eve", "delete", START),
                        request("g1", "eve", "get", START),
                        request("waited", "eve", "delete", SWAP.minusMillis(1)),
                        request("g2", "eve", "get", SWAP),
                        request("d2", "eve", "delete", SWAP.plusSeconds(1)),
                        request("behind", "eve", "get", SWAP.minusSeconds(1), SWAP)));

        assertThat(alerts).extracting(HotReloadTest::event).containsExactlyInAnyOrder("d1", "waited", "g2", "behind");
        assertThat(alerts)
                .allSatisfy(alert -> assertThat(alert.getRuleSet())
                        .isEqualTo(
                                event(alert).startsWith("g") || event(alert).equals("behind")
                                        ? PublishedRuleSet.of(second).version()
                                        : PublishedRuleSet.of(TestRules.all()).version()));
    }

    @Test
    void anUnchangedCorrelationKeepsItsStateAndAChangedOneStartsClean() throws Exception {
        List<Event> lists = List.of(
                request("l1", "eve", "list", SWAP.minusSeconds(2)),
                request("l2", "eve", "list", SWAP.minusSeconds(1)),
                request("l3", "eve", "list", SWAP.plusSeconds(1)));

        List<Alert> kept = run(List.of(TestRules.burst(), TestRules.single("Reading", "get")), lists);
        List<Alert> changed = run(List.of(TestRules.burst("gte: 2")), lists);

        assertThat(kept).singleElement().satisfies(alert -> {
            assertThat(alert.getCount()).isEqualTo(3);
            assertThat(alert.getRuleSet())
                    .isNotEqualTo(PublishedRuleSet.of(TestRules.all()).version());
        });
        assertThat(changed).isEmpty();
    }

    @Test
    void aWindowThatARuleWasStillOpenForIsJudgedOnlyWhileTheRuleIsInForce() throws Exception {
        Event early = request("w1", "eve", "watch", START.minusSeconds(40));
        Event late = request("w2", "bob", "watch", SWAP.minusSeconds(20));

        List<Alert> alerts = run(List.of(TestRules.burst()), List.of(early, late));

        assertThat(alerts)
                .as("only the window that ended before the rule went")
                .singleElement()
                .satisfies(alert -> assertThat(alert.getGroupBy()).containsValue("eve"));
    }

    private static List<Alert> run(List<RuleFile> second, List<Event> events) throws Exception {
        RuleSource rules = new RuleSource.Fixed(RuleTimeline.of(
                List.of(PublishedRuleSet.of(TestRules.all(), 0), PublishedRuleSet.of(second, SWAP.toEpochMilli()))));
        String meterKey = Meters.register(new io.micrometer.core.instrument.simple.SimpleMeterRegistry(), "test.");
        try (OneInputStreamOperatorTestHarness<Delivery, FiredAlert> judge = Harnesses.judge(rules, meterKey, null);
                KeyedOneInputStreamOperatorTestHarness<String, GroupInput, FiredAlert> correlate =
                        Harnesses.correlate(rules, 100, meterKey, null)) {
            long offset = 0;
            for (Event event : events) {
                judge.processElement(new Delivery.Understood(0, offset++, event), 0);
            }
            for (GroupInput input : Harnesses.side(judge, Judge.GROUPED)) {
                correlate.processElement(input, 0);
            }
            for (int second10 = -4; second10 < 30; second10++) {
                correlate.processWatermark(START.plusSeconds(10L * second10).toEpochMilli());
            }
            assertThat(correlate.numKeyedStateEntries())
                    .as("nothing is left behind")
                    .isZero();
            List<Alert> alerts = new ArrayList<>(Harnesses.alerts(judge));
            alerts.addAll(Harnesses.alerts(correlate));
            return alerts;
        } finally {
            Meters.release(meterKey);
        }
    }

    private static String event(Alert alert) {
        return alert.getEvidence().getFirst().getEventId();
    }
}
