// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.judge;

import io.fairlead.detect.alert.AlertFactory;
import io.fairlead.detect.correlate.Admission;
import io.fairlead.detect.correlate.CorrelationState;
import io.fairlead.detect.correlate.Fired;
import io.fairlead.detect.job.meter.JobMeters;
import io.fairlead.detect.job.meter.Meters;
import io.fairlead.detect.job.rules.PublishedRuleSet;
import io.fairlead.detect.job.stream.FiredAlert;
import io.fairlead.detect.job.stream.GroupInput;
import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.record.Alert;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Hosts {@link CorrelationState}, one for each correlation and group, and moves it by the watermark.
 *
 * <p>Promise: a group fires once its window is decided on the recorded clock, whatever order its events came in. State
 * belongs to the correlation's hash: after a change of the rule or of its base rules the new one starts clean, and what the
 * old one left is dropped at its next timer. The promise breaks where a group finds no room; that is counted.
 *
 * <p>The end of a bounded input closes no window: there is only no more to read.
 */
public final class Correlate extends KeyedProcessFunction<String, GroupInput, FiredAlert>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1;

    private final PublishedRuleSet published;
    private final int maxGroups;
    private final @Nullable String replayId;
    private final String meterKey;
    private transient @Nullable Host host;
    private transient @Nullable OpenGroups open;

    /** What opens with the operator. */
    private record Host(
            String version, Map<String, CorrelationRule> correlations, ValueState<OpenGroup> groups, JobMeters meters) {
        /** The rule to which a group belongs; empty when it was changed or removed since. */
        Optional<CorrelationRule> ruleOf(OpenGroup group) {
            return Optional.ofNullable(correlations.get(group.correlationId))
                    .filter(rule -> rule.info().hash().equals(group.hash));
        }
    }

    /**
     * The operator.
     *
     * @param published the rules
     * @param maxGroups most groups of one correlation in this subtask
     * @param replayId stands in every alert of a replay
     * @param meterKey where to count
     */
    public Correlate(PublishedRuleSet published, int maxGroups, Optional<String> replayId, String meterKey) {
        this.published = published;
        this.maxGroups = maxGroups;
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
        RuleSet rules = CompiledRules.of(published);
        host = new Host(
                rules.version(),
                rules.correlations().stream()
                        .collect(Collectors.toMap(CorrelationRule::id, Function.identity(), (first, second) -> first)),
                getRuntimeContext().getState(new ValueStateDescriptor<>("group", OpenGroupSerializer.TYPE)),
                Meters.of(meterKey));
        countGroups();
    }

    @Override
    public void processElement(GroupInput input, Context context, Collector<FiredAlert> out) throws Exception {
        Host here = Objects.requireNonNull(host);
        CorrelationRule rule = here.correlations().get(input.correlationId());
        if (rule == null) {
            return;
        }
        OpenGroup group = here.groups().value();
        boolean fresh = group == null;
        if (group == null) {
            if (!Objects.requireNonNull(open).admit(rule.info().hash())) {
                here.meters().crowded(rule.id());
                return;
            }
            group = new OpenGroup(rule, input.group());
        }
        CorrelationState state = group.state(rule);
        Admission admission = state.add(
                input.input(), Watermarks.toMicros(context.timerService().currentWatermark()));
        switch (admission) {
            case BUFFERED, DUPLICATE -> {}
            case LATE -> here.meters().late(rule.id());
            case OVERFLOW -> here.meters().crowded(rule.id());
        }
        keep(group, state, context.timerService());
        if (fresh) {
            countGroups();
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<FiredAlert> out) throws Exception {
        Host here = Objects.requireNonNull(host);
        long watermark = context.timerService().currentWatermark();
        OpenGroup group = here.groups().value();
        if (Watermarks.isEnd(watermark) || group == null) {
            return;
        }
        Optional<CorrelationRule> rule = here.ruleOf(group);
        if (rule.isEmpty()) {
            drop(group);
            return;
        }
        if (timestamp >= group.timer) {
            group.timer = OpenGroup.NO_TIMER;
        }
        CorrelationState state = group.state(rule.get());
        for (Fired fired : state.advance(Watermarks.toMicros(watermark))) {
            Alert alert = AlertFactory.correlated(rule.get(), group.group, fired, here.version());
            out.collect(FiredAlert.of(replayId == null ? alert : AlertFactory.withReplay(alert, replayId)));
        }
        keep(group, state, context.timerService());
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
        Objects.requireNonNull(host).groups().update(group);
    }

    private void drop(OpenGroup group) {
        Objects.requireNonNull(host).groups().clear();
        Objects.requireNonNull(open).release(group.hash);
        countGroups();
    }

    private void countGroups() {
        int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        Objects.requireNonNull(host)
                .meters()
                .groups(subtask, Objects.requireNonNull(open).total());
    }
}
