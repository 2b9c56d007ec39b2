// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.judge;

import static io.fairlead.detect.job.TestEvents.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.RuleManifests;
import io.fairlead.detect.job.TestEvents;
import io.fairlead.detect.job.TestRules;
import io.fairlead.detect.job.meter.Meters;
import io.fairlead.detect.job.rules.PublishedRuleSet;
import io.fairlead.detect.job.rules.RuleSource;
import io.fairlead.detect.job.stream.Delivery;
import io.fairlead.detect.job.stream.Delivery.Understood;
import io.fairlead.detect.job.stream.FiredAlert;
import io.fairlead.schemas.record.RuleFile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The live job withdraws what filters exclude, and counts it. */
final class FilterMetersTest {
    private static final RuleFile FILTER = RuleManifests.file("filter.yml", """
            title: Who may delete
            id: deleters
            expires: 2030-01-01
            logsource: {product: kubernetes}
            filter: {rules: any, s: {user.name: eve}, condition: not s}
            """.getBytes(StandardCharsets.UTF_8));

    @Test
    void hitsAndExpiredHitsAreCounted() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        String key = Meters.register(registry, "test.");
        RuleSource rules =
                RuleSource.fixed(PublishedRuleSet.of(List.of(TestRules.single(TestRules.DELETION, "delete"), FILTER)));
        try (OneInputStreamOperatorTestHarness<Delivery, FiredAlert> judge = Harnesses.judge(rules, key, null)) {
            see(judge, "e1", "eve", 0);
            see(judge, "e2", "jane", 0);
            see(judge, "e3", "eve", 10 * 365 * 86_400);

            assertThat(Harnesses.alerts(judge))
                    .extracting(alert -> alert.getEvidence().getFirst().getEventId())
                    .containsExactly("e2", "e3");
        } finally {
            Meters.release(key);
        }
        assertThat(registry.counter("test.filter.hits", "filter", "deleters").count())
                .isEqualTo(1);
        assertThat(registry.counter("test.filter.expired", "filter", "deleters").count())
                .isEqualTo(1);
    }

    private static void see(
            OneInputStreamOperatorTestHarness<Delivery, FiredAlert> judge, String id, String user, int seconds)
            throws Exception {
        judge.processElement(
                new Understood(0, 1, TestEvents.request(id, user, "delete", START.plusSeconds(seconds))), 0);
    }
}
