// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.job.TestRules;
import io.fairlead.detect.job.meter.Meters;
import io.fairlead.detect.job.rules.PublishedRuleSet;
import io.fairlead.detect.job.rules.RuleSource;
import io.fairlead.detect.job.stream.Delivery;
import io.fairlead.detect.job.stream.FiredAlert;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionAttemptID;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What was gone before the job began is one figure of the whole job, however wide it is and whoever runs it. */
final class ExpiredOnClusterTest {
    private static final String SERIES = "fairlead_detect_expired_total";
    private static final RuleSource RULES =
            RuleSource.fixed(PublishedRuleSet.of(List.of(TestRules.single(TestRules.DELETION, "delete"))));

    @Test
    void oneSubtaskTellsItAmongFlinksMetrics() throws Exception {
        assertThat(shown("", 0)).isEqualTo(7);
        assertThat(shown("", 1)).isZero();
    }

    @Test
    void inThisProcessWhoeverStartsTheJobCountsIt() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        String key = Meters.register(registry, Meters.PREFIX);
        try {
            Meters.of(key).expired(7);
            assertThat(shown(key, 0)).isEqualTo(-1);
            assertThat(registry.counter("fairlead.detect.expired").count()).isEqualTo(7);
        } finally {
            Meters.release(key);
        }
    }

    /** The series of this subtask, of two; -1 when Flink has none. */
    private static double shown(String meterKey, int subtask) throws Exception {
        Map<String, Gauge<?>> gauges = new ConcurrentHashMap<>();
        TestingMetricRegistry flink = TestingMetricRegistry.builder()
                .setRegisterConsumer((metric, name, group) -> {
                    if (metric instanceof Gauge<?> gauge) {
                        gauges.put(name, gauge);
                    }
                })
                .build();
        TaskMetricGroup task = TaskManagerMetricGroup.createTaskManagerMetricGroup(
                        flink, "localhost", ResourceID.generate())
                .addJob(new JobID(), "job")
                .addTask(ExecutionAttemptID.randomId(), "judge");
        Judge judge = new Judge(RULES, Harnesses.TOPIC, Harnesses.LATENESS_MILLIS, Optional.empty(), meterKey, 7);
        try (MockEnvironment environment = new MockEnvironmentBuilder()
                        .setMetricGroup(task)
                        .setMaxParallelism(2)
                        .setParallelism(2)
                        .setSubtaskIndex(subtask)
                        .build();
                OneInputStreamOperatorTestHarness<Delivery, FiredAlert> harness =
                        new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(judge), environment)) {
            harness.open();
            Gauge<?> gauge = gauges.get(SERIES);
            return gauge == null ? -1 : ((Number) gauge.getValue()).doubleValue();
        }
    }
}
