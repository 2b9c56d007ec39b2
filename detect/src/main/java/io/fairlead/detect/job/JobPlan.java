// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job;

import io.fairlead.detect.job.judge.AlertSpan;
import io.fairlead.detect.job.rules.RuleSource;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * What one run of the job does, beside the settings.
 *
 * @param rules where the rules come from by which it judges
 * @param partitions of the topic {@code events}: the source has at most as many subtasks, because one without a partition
 *     would hold the clock back for ever
 * @param meterKey where its operators count, see {@link io.fairlead.detect.job.meter.Meters}; empty on a Flink cluster, where
 *     they count into its metrics
 * @param expired records that were gone from the topic before this start; on a Flink cluster its operators count them, in this
 *     process whoever starts it
 * @param past the bounded past of a replay; empty for the live job
 */
public record JobPlan(RuleSource rules, int partitions, String meterKey, long expired, Optional<Past> past) {
    /**
     * A bounded past.
     *
     * @param replayId stands in every alert
     * @param span which alerts count: the job reads further on both sides, so that windows at the ends are whole
     * @param starts first offset of each partition
     * @param ends offset behind the last of each partition
     */
    public record Past(
            String replayId, AlertSpan span, Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {
        public Past {
            starts = Map.copyOf(starts);
            ends = Map.copyOf(ends);
        }
    }

    /** The live job in this process. */
    public static JobPlan live(RuleSource rules, int partitions, String meterKey) {
        return new JobPlan(rules, partitions, meterKey, 0, Optional.empty());
    }

    /** The live job on a Flink cluster. */
    static JobPlan onCluster(RuleSource rules, int partitions, long expired) {
        return new JobPlan(rules, partitions, "", expired, Optional.empty());
    }
}
