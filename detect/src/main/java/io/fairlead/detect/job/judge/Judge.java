// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.judge;

import io.fairlead.detect.job.meter.JobMeters;
import io.fairlead.detect.job.meter.Meters;
import io.fairlead.detect.job.meter.RuleFigures;
import io.fairlead.detect.job.rules.InForce;
import io.fairlead.detect.job.rules.RuleBooks;
import io.fairlead.detect.job.rules.RuleSource;
import io.fairlead.detect.job.stream.Delivery;
import io.fairlead.detect.job.stream.Delivery.Beat;
import io.fairlead.detect.job.stream.Delivery.Understood;
import io.fairlead.detect.job.stream.Delivery.Unreadable;
import io.fairlead.detect.job.stream.FiredAlert;
import io.fairlead.detect.job.stream.GroupInput;
import io.fairlead.detect.job.stream.PartitionTime;
import io.fairlead.detect.job.stream.SetAside;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.Reference;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every event all rules of the set in force at its receipt.
 *
 * <p>Promise: an event that fulfils a rule gives its alert at once, however late it is. Its way to the correlations is
 * open only when it is not late for its partition; late ones are counted, and the hours in which they came are kept. An
 * event on which a fault of ours shows is set aside; the job goes on.
 */
public final class Judge extends ProcessFunction<Delivery, FiredAlert> implements CheckpointedFunction {
    /** Matches for correlations. */
    public static final OutputTag<GroupInput> GROUPED = new OutputTag<>("grouped", GroupInput.TYPE);

    /** Records that could not be judged. */
    public static final OutputTag<SetAside> SET_ASIDE = new OutputTag<>("set-aside", SetAside.TYPE);

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(Judge.class);

    private final RuleSource rules;
    private final String topic;
    private final long latenessMillis;
    private final @Nullable String replayId;
    private final String meterKey;
    private final long expired;
    private transient RuleBooks.@Nullable Hold book;
    private transient @Nullable Bench bench;
    private transient @Nullable Horizons horizons;
    private transient @Nullable JobMeters meters;

    /**
     * The operator.
     *
     * @param rules where the rules come from
     * @param topic the topic that is read, for references
     * @param latenessMillis how late an event may be for correlations
     * @param replayId stands in every alert of a replay
     * @param meterKey where to count
     * @param expired records that were gone before the job started; counted by the first subtask where nobody of this process
     *     counts them, once for all its attempts
     */
    public Judge(
            RuleSource rules,
            String topic,
            long latenessMillis,
            Optional<String> replayId,
            String meterKey,
            long expired) {
        this.rules = rules;
        this.topic = topic;
        this.latenessMillis = latenessMillis;
        this.replayId = replayId.orElse(null);
        this.meterKey = meterKey;
        this.expired = expired;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        Horizons restored = new Horizons(latenessMillis);
        restored.restore(context, getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
        horizons = restored;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        Objects.requireNonNull(horizons).save();
        tellOfRules();
    }

    @Override
    public void open(OpenContext context) {
        book = RuleBooks.open(rules);
        JobMeters counters = Meters.of(meterKey, getRuntimeContext());
        int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        counters.lateHours(subtask, Objects.requireNonNull(horizons).late());
        bench = new Bench(latenessMillis, replayId);
        meters = counters;
        if (!Meters.has(meterKey)
                && subtask == 0
                && getRuntimeContext().getTaskInfo().getAttemptNumber() == 0) {
            counters.expired(expired);
        }
        tellOfRules();
    }

    /** On a Flink cluster nobody else does. */
    private void tellOfRules() {
        if (!Meters.has(meterKey)) {
            RuleFigures.tell(
                    Objects.requireNonNull(meters),
                    Objects.requireNonNull(book).book().inForce(System.currentTimeMillis()));
        }
    }

    @Override
    public void close() {
        if (book != null) {
            book.close();
        }
    }

    @Override
    public void processElement(Delivery delivery, Context context, Collector<FiredAlert> out) {
        JobMeters counters = Objects.requireNonNull(meters);
        PartitionTime time = Objects.requireNonNull(horizons).of(delivery.partition());
        switch (delivery) {
            case Understood understood -> {
                judge(understood, time, context, out);
                counters.judged(understood.event().getDocument().remaining());
            }
            case Beat beat -> counters.beat();
            case Unreadable unreadable -> {
                counters.deadLetter(DeadLetterCode.MALFORMED_RECORD.code());
                context.output(SET_ASIDE, aside(unreadable));
            }
        }
        time.see(delivery);
        if (time.started()) {
            counters.received(delivery.partition(), time.greatest());
        }
    }

    private void judge(Understood understood, PartitionTime time, Context context, Collector<FiredAlert> out) {
        Event event = understood.event();
        JobMeters counters = Objects.requireNonNull(meters);
        Ruling ruling;
        try {
            InForce set =
                    Objects.requireNonNull(book).book().at(event.getReceivedAt().toEpochMilli());
            ruling = Objects.requireNonNull(bench).judge(set, event, time.horizon());
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("event {} could not be judged and was set aside", event.getId(), e);
            counters.deadLetter(DeadLetterCode.INTERNAL.code());
            context.output(SET_ASIDE, aside(understood, e));
            return;
        }
        ruling.matchedRules.forEach(counters::matched);
        ruling.filterHits.forEach(counters::filtered);
        ruling.expiredFilters.forEach(counters::filterExpired);
        ruling.alerts.forEach(out::collect);
        ruling.inputs.forEach(input -> context.output(GROUPED, input));
        if (!ruling.missedCorrelations.isEmpty()) {
            ruling.missedCorrelations.forEach(counters::late);
            Objects.requireNonNull(horizons).late().add(event.getReceivedAt().toEpochMilli());
        }
    }

    private SetAside aside(Unreadable unreadable) {
        Reference reference = new Reference(topic, unreadable.partition(), unreadable.offset());
        return SetAside.record(
                DeadLetterCode.MALFORMED_RECORD, unreadable.reason(), null, reference, unreadable.length());
    }

    private SetAside aside(Understood understood, Throwable fault) {
        Event event = understood.event();
        Reference reference = new Reference(topic, understood.partition(), understood.offset());
        String message = "judging failed: " + fault.getClass().getName();
        long length = event.getDocument().remaining();
        return SetAside.record(DeadLetterCode.INTERNAL, message, event.getOrigin(), reference, length);
    }
}
