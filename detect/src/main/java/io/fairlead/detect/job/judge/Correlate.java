// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.judge;

import io.fairlead.detect.alert.AlertFactory;
import io.fairlead.detect.alert.SuppressionKey;
import io.fairlead.detect.correlate.CorrelationState;
import io.fairlead.detect.correlate.Fired;
import io.fairlead.detect.correlate.Limits;
import io.fairlead.detect.job.meter.JobMeters;
import io.fairlead.detect.job.meter.Meters;
import io.fairlead.detect.job.rules.InForce;
import io.fairlead.detect.job.rules.RuleBook;
import io.fairlead.detect.job.rules.RuleBooks;
import io.fairlead.detect.job.rules.RuleSource;
import io.fairlead.detect.job.stream.FiredAlert;
import io.fairlead.detect.job.stream.GroupInput;
import io.fairlead.detect.rule.CorrelationRule;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Hosts {@link CorrelationState}, one for each correlation of one depth and each group, and moves it by the watermark.
 * What fires goes out as an alert, and on to the correlations that stand on it, one operator further.
 *
 * <p>Promise: a group fires once its window is decided on the recorded clock, whatever order its events came in. State
 * belongs to the correlation's state hash: an update of the rules that leaves the correlation and all it stands on as they
 * are does not touch it; a changed correlation starts clean, and the old one is judged up to the moment it left force and
 * then dropped. The promise breaks where a group finds no room; that is counted.
 *
 * <p>The end of a bounded input closes no window: there is only no more to read.
 */
public final class Correlate extends KeyedProcessFunction<String, GroupInput, FiredAlert>
        implements CheckpointedFunction {
    /** Inputs of correlations that stand on others. */
    public static final OutputTag<GroupInput> DEEPER = new OutputTag<>("deeper", GroupInput.TYPE);

    private static final long serialVersionUID = 1;

    private final RuleSource rules;
    private final int depth;
    private final int maxGroups;
    private final long latenessMillis;
    private final @Nullable String replayId;
    private final String meterKey;
    private transient RuleBooks.@Nullable Hold hold;
    private transient @Nullable ValueState<OpenGroup> groups;
    private transient @Nullable JobMeters meters;
    private transient @Nullable OpenGroups open;

    /**
     * The operator.
     *
     * @param rules where the rules come from
     * @param depth of the correlations that this operator hosts, from 1
     * @param maxGroups most groups of one correlation in this subtask
     * @param latenessMillis how late an event may be
     * @param replayId stands in every alert of a replay
     * @param meterKey where to count
     */
    public Correlate(
            RuleSource rules,
            int depth,
            int maxGroups,
            long latenessMillis,
            Optional<String> replayId,
            String meterKey) {
        this.rules = rules;
        this.depth = depth;
        this.maxGroups = maxGroups;
        this.latenessMillis = latenessMillis;
        this.replayId = replayId.orElse(null);
        this.meterKey = meterKey;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        OpenGroups restored = new OpenGroups(maxGroups);
        restored.restore(context, getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks());
        open = restored;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        Objects.requireNonNull(open).save();
    }

    @Override
    public void open(OpenContext context) {
        hold = RuleBooks.open(rules);
        groups = getRuntimeContext().getState(new ValueStateDescriptor<>("group", OpenGroupSerializer.TYPE));
        meters = Meters.of(meterKey, getRuntimeContext());
        countGroups();
    }

    @Override
    public void close() {
        if (hold != null) {
            hold.close();
        }
    }

    @Override
    public void processElement(GroupInput input, Context context, Collector<FiredAlert> out) throws Exception {
        if (input.depth() > depth) {
            context.output(DEEPER, input);
            return;
        }
        JobMeters counters = Objects.requireNonNull(meters);
        long receivedAt = input.input().receivedAtMillis();
        Optional<CorrelationRule> known = book().holding(input.correlationId(), input.stateHash(), receivedAt)
                .flatMap(set -> set.plan().correlation(input.correlationId(), input.stateHash()));
        if (known.isEmpty()) {
            counters.unknown(input.correlationId());
            return;
        }
        CorrelationRule rule = known.get();
        OpenGroup group = Objects.requireNonNull(groups).value();
        boolean fresh = group == null;
        if (group == null) {
            if (!Objects.requireNonNull(open).admit(input.stateHash())) {
                counters.crowded(rule.id());
                return;
            }
            group = new OpenGroup(rule, input.stateHash(), input.group());
        }
        group.receivedAt = Math.max(group.receivedAt, receivedAt);
        CorrelationState state = group.state(rule);
        switch (state.add(
                input.input(), Watermarks.toMicros(context.timerService().currentWatermark()))) {
            case BUFFERED, DUPLICATE -> {}
            case LATE -> counters.late(rule.id());
            case OVERFLOW -> counters.crowded(rule.id());
        }
        keep(group, state, context.timerService());
        if (fresh) {
            countGroups();
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<FiredAlert> out) throws Exception {
        long watermark = context.timerService().currentWatermark();
        OpenGroup group = Objects.requireNonNull(groups).value();
        if (Watermarks.isEnd(watermark) || group == null) {
            return;
        }
        Optional<InForce> set = book().holding(group.correlationId, group.hash, group.receivedAt);
        if (set.isEmpty()) {
            drop(group);
            return;
        }
        CorrelationRule rule =
                set.get().plan().correlation(group.correlationId, group.hash).orElseThrow();
        if (timestamp >= group.timer) {
            group.timer = OpenGroup.NO_TIMER;
        }
        long until = until(rule, group, watermark);
        CorrelationState state = group.state(rule);
        for (Fired fired : state.advance(Watermarks.toMicros(Math.min(watermark, until)))) {
            send(set.get(), rule, group, fired, context, out);
        }
        if (watermark >= until) {
            drop(group);
        } else {
            keep(group, state, context.timerService());
        }
    }

    /** The watermark at which a correlation that left force has heard all that was received while it was in force. */
    private long until(CorrelationRule rule, OpenGroup group, long watermark) {
        long left = book().until(rule, group.hash, group.receivedAt, watermark);
        return left == Long.MAX_VALUE ? left : left + latenessMillis;
    }

    private void send(
            InForce set,
            CorrelationRule rule,
            OpenGroup group,
            Fired fired,
            OnTimerContext context,
            Collector<FiredAlert> out) {
        if (!rule.silent()) {
            String version = book().versionAt(fired.receivedAtMillis());
            List<String> filters = set.rules().filtersOver(rule, Instant.ofEpochMilli(fired.receivedAtMillis()));
            out.collect(FiredAlert.of(AlertFactory.correlated(rule, group.group, fired, version, filters), replayId)
                    .with(SuppressionKey.of(rule, group.group, fired)));
        }
        set.plan()
                .inputs(rule, group.group, fired, Limits.DEFAULT)
                .forEach(grouped -> context.output(DEEPER, GroupInput.of(grouped)));
    }

    /** Stores the group with a timer for what it has to do next, or forgets it when nothing is left to know. */
    private void keep(OpenGroup group, CorrelationState state, TimerService timers) throws Exception {
        if (state.isEmpty()) {
            drop(group);
            return;
        }
        OptionalLong next = state.nextTimer();
        if (next.isPresent() && Watermarks.toMillis(next.getAsLong()) < group.timer) {
            if (group.timer != OpenGroup.NO_TIMER) {
                timers.deleteEventTimeTimer(group.timer);
            }
            group.timer = Watermarks.toMillis(next.getAsLong());
            timers.registerEventTimeTimer(group.timer);
        }
        Objects.requireNonNull(groups).update(group);
    }

    private void drop(OpenGroup group) throws Exception {
        Objects.requireNonNull(groups).clear();
        Objects.requireNonNull(open).release(group.hash);
        countGroups();
    }

    private RuleBook book() {
        return Objects.requireNonNull(hold).book();
    }

    private void countGroups() {
        int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        Objects.requireNonNull(meters)
                .groups(subtask, depth, Objects.requireNonNull(open).total());
    }
}
