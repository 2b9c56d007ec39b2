// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.CharacterFilter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.MetricGroup;
import org.junit.jupiter.api.Test;

/** What a reporter of a Flink cluster sees of the job's meters. */
final class FlinkMetersTest {
    private final Map<String, Gauge<?>> shown = new TreeMap<>();
    private final JobMeters meters = FlinkMeters.in(new Group(""));

    @Test
    void countersCarryTheNamesThatPrometheusKnows() {
        meters.judged(100);
        meters.judged(20);
        meters.deadLetter("malformed_record");
        meters.matched("a");
        meters.matched("a");
        assertThat(value("fairlead_detect_records_total")).isEqualTo(2);
        assertThat(value("fairlead_detect_bytes_total")).isEqualTo(120);
        assertThat(value("code=malformed_record fairlead_detect_dead_letters_total"))
                .isEqualTo(1);
        assertThat(value("rule=a fairlead_detect_matches_total")).isEqualTo(2);
        assertThat(value("fairlead_detect_duplicates_total")).isZero();
    }

    @Test
    void whatOperatorsDoNotKnowIsNotShownAsZero() {
        assertThat(shown.keySet())
                .contains("fairlead_detect_lag")
                .doesNotContain("fairlead_detect_restarts", "fairlead_detect_checkpoints_completed")
                .noneMatch(name -> name.contains("checkpoint"));
    }

    @Test
    void timesAreSumAndNumber() {
        meters.alerted("high", 1_000, 3_500);
        assertThat(value("fairlead_detect_latency_seconds_count")).isEqualTo(1);
        assertThat(value("fairlead_detect_latency_seconds_sum")).isEqualTo(2.5);
        assertThat(value("level=high fairlead_detect_alerts_total")).isEqualTo(1);
    }

    @Test
    void onlyTheRuleSetInForceIsOne() {
        meters.rules("v1", 1_000, 7, 2, 1);
        assertThat(value("fairlead_detect_rules_rejected")).isEqualTo(1);
        assertThat(value("fairlead_detect_rules_effective_seconds")).isEqualTo(1);
        meters.rules("v2", 2_000, 8, 2, 0);
        assertThat(value("version=v1 fairlead_detect_rules_info")).isZero();
        assertThat(value("version=v2 fairlead_detect_rules_info")).isEqualTo(1);
        meters.rules("v1", 3_000, 7, 2, 1);
        assertThat(value("version=v1 fairlead_detect_rules_info")).isEqualTo(1);
        assertThat(value("version=v2 fairlead_detect_rules_info")).isZero();
        assertThat(value("fairlead_detect_rules_swaps_total")).isEqualTo(2);
    }

    private double value(String name) {
        Gauge<?> gauge = shown.get(name);
        if (gauge == null) {
            throw new AssertionError("no " + name + " among " + shown.keySet());
        }
        return ((Number) gauge.getValue()).doubleValue();
    }

    private final class Group implements MetricGroup {
        private final String path;

        Group(String path) {
            this.path = path;
        }

        @Override
        public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
            assertThat(shown.put(path + name, gauge)).as(path + name).isNull();
            return gauge;
        }

        @Override
        public MetricGroup addGroup(String key, String value) {
            return new Group(path + key + "=" + value + " ");
        }

        @Override
        public MetricGroup addGroup(String name) {
            return new Group(path + name + " ");
        }

        @Override
        public Counter counter(String name) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        public <C extends Counter> C counter(String name, C counter) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        public <H extends Histogram> H histogram(String name, H histogram) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        public <M extends Meter> M meter(String name, M meter) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        public String[] getScopeComponents() {
            return new String[0];
        }

        @Override
        public Map<String, String> getAllVariables() {
            return Map.of();
        }

        @Override
        public String getMetricIdentifier(String name) {
            return path + name;
        }

        @Override
        public String getMetricIdentifier(String name, CharacterFilter filter) {
            return filter.filterCharacters(path + name);
        }
    }
}
