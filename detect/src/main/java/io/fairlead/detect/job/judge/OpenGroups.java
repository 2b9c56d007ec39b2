// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.judge;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.jspecify.annotations.Nullable;

/**
 * Counts the groups that each correlation holds open in this subtask, so that no correlation can fill the memory and
 * starve the others. After a change of parallelism the counts are the average of the subtasks', not exact; they become
 * exact again as groups close.
 */
final class OpenGroups {
    private final int limit;
    private final Map<String, Long> open = new HashMap<>();
    private @Nullable ListState<Tuple2<String, Long>> saved;

    OpenGroups(int limit) {
        this.limit = limit;
    }

    /** Takes a place for a new group of this correlation; false when there is none. */
    boolean admit(String correlationHash) {
        long held = open.getOrDefault(correlationHash, 0L);
        if (held >= limit) {
            return false;
        }
        open.put(correlationHash, held + 1);
        return true;
    }

    /** Gives the place of a closed group back. */
    void release(String correlationHash) {
        open.computeIfPresent(correlationHash, (hash, held) -> held > 1 ? held - 1 : null);
    }

    /** Groups of all correlations. */
    long total() {
        return open.values().stream().mapToLong(Long::longValue).sum();
    }

    void restore(FunctionInitializationContext context, int parallelism) throws Exception {
        saved = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("open-groups", Types.TUPLE(Types.STRING, Types.LONG)));
        if (context.isRestored()) {
            for (Tuple2<String, Long> entry : saved.get()) {
                open.merge(entry.f0, entry.f1, Long::sum);
            }
            open.replaceAll((hash, held) -> Math.ceilDiv(held, parallelism));
        }
    }

    void save() throws Exception {
        ListState<Tuple2<String, Long>> state = Objects.requireNonNull(saved);
        state.clear();
        for (Map.Entry<String, Long> entry : open.entrySet()) {
            state.add(Tuple2.of(entry.getKey(), entry.getValue()));
        }
    }
}
