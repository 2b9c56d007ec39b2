// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.judge;

import io.fairlead.detect.job.meter.LateHours;
import io.fairlead.detect.job.stream.PartitionTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.jspecify.annotations.Nullable;

/**
 * What must outlive a restart besides groups: how far time had come in each partition, so that the same events are late
 * after a restore as would have been without, and when late events were seen. Every subtask gets all of it back and takes
 * the greatest times, so a job may go on with another parallelism.
 */
final class Horizons {
    private static final TypeInformation<Tuple2<Integer, Long>> TIME = Types.TUPLE(Types.INT, Types.LONG);
    private static final TypeInformation<Tuple2<Long, Long>> HOUR = Types.TUPLE(Types.LONG, Types.LONG);

    private final long latenessMillis;
    private final Map<Integer, PartitionTime> times = new HashMap<>();
    private final LateHours late = new LateHours();
    private @Nullable ListState<Tuple2<Integer, Long>> savedTimes;
    private @Nullable ListState<Tuple2<Long, Long>> savedLate;

    Horizons(long latenessMillis) {
        this.latenessMillis = latenessMillis;
    }

    /** The time of a partition. */
    PartitionTime of(int partition) {
        return times.computeIfAbsent(partition, p -> new PartitionTime(latenessMillis));
    }

    /** When late events were received. */
    LateHours late() {
        return late;
    }

    void restore(FunctionInitializationContext context, int subtask) throws Exception {
        savedTimes =
                context.getOperatorStateStore().getUnionListState(new ListStateDescriptor<>("partition-times", TIME));
        savedLate = context.getOperatorStateStore().getUnionListState(new ListStateDescriptor<>("late-hours", HOUR));
        if (context.isRestored()) {
            for (Tuple2<Integer, Long> time : savedTimes.get()) {
                of(time.f0).see(time.f1);
            }
            if (subtask == 0) {
                for (Tuple2<Long, Long> hour : savedLate.get()) {
                    late.add(hour.f0, hour.f1);
                }
            }
        }
    }

    void save() throws Exception {
        ListState<Tuple2<Integer, Long>> timeState = Objects.requireNonNull(savedTimes);
        timeState.clear();
        for (Map.Entry<Integer, PartitionTime> time : times.entrySet()) {
            if (time.getValue().started()) {
                timeState.add(Tuple2.of(time.getKey(), time.getValue().greatest()));
            }
        }
        ListState<Tuple2<Long, Long>> lateState = Objects.requireNonNull(savedLate);
        lateState.clear();
        for (Map.Entry<Long, Long> hour : late.counts().entrySet()) {
            lateState.add(Tuple2.of(hour.getKey(), hour.getValue()));
        }
    }
}
