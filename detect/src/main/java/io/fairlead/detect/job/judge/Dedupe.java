// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.judge;

import io.fairlead.detect.job.meter.JobMeters;
import io.fairlead.detect.job.meter.Meters;
import io.fairlead.detect.job.stream.FiredAlert;
import io.fairlead.detect.job.stream.SetAside;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Lets each alert id through once.
 *
 * <p>Promise: an event that was sent again, or read again after a restart, gives no second alert while the first is
 * remembered: for the configured time on the recorded clock, and as long as there are not too many. It breaks past those
 * bounds; the sink then finds the id in Elasticsearch, so that nobody is told twice.
 *
 * <p>Ids share {@value #BUCKETS} keys: one timer and one map for many ids instead of a timer for each.
 */
public final class Dedupe extends KeyedProcessFunction<Integer, FiredAlert, FiredAlert> {
    /** Alerts that are too large to be sent. */
    public static final OutputTag<SetAside> SET_ASIDE = new OutputTag<>("alerts-set-aside", SetAside.TYPE);

    /** Alerts of rules that let them swallow one another. */
    public static final OutputTag<FiredAlert> SWALLOWING = new OutputTag<>("alerts-swallowing", FiredAlert.TYPE);

    private static final long serialVersionUID = 1;
    private static final int BUCKETS = 1024;
    private static final long SWEEP_MILLIS = 3_600_000;

    private final long horizonMillis;
    private final int perBucket;
    private final long maxBytes;
    private final AlertSpan span;
    private final String meterKey;
    private transient @Nullable MapState<String, Long> sent;
    private transient @Nullable JobMeters meters;

    /**
     * A gate.
     *
     * @param horizonMillis how long an id is remembered
     * @param maxIds most ids remembered
     * @param maxBytes largest record that Kafka takes
     * @param span which alerts count at all
     * @param meterKey where to count
     */
    public Dedupe(long horizonMillis, int maxIds, long maxBytes, AlertSpan span, String meterKey) {
        this.horizonMillis = horizonMillis;
        this.perBucket = Math.max(1, maxIds / BUCKETS);
        this.maxBytes = maxBytes;
        this.span = span;
        this.meterKey = meterKey;
    }

    /** The key under which an alert is remembered. */
    public static int bucket(FiredAlert alert) {
        return Math.floorMod(alert.id().hashCode(), BUCKETS);
    }

    @Override
    public void open(OpenContext context) {
        sent = getRuntimeContext().getMapState(new MapStateDescriptor<>("sent", Types.STRING, Types.LONG));
        meters = Meters.of(meterKey, getRuntimeContext());
    }

    @Override
    public void processElement(FiredAlert alert, Context context, Collector<FiredAlert> out) throws Exception {
        MapState<String, Long> remembered = Objects.requireNonNull(sent);
        JobMeters counters = Objects.requireNonNull(meters);
        boolean swallowing = alert.suppression().isPresent();
        if (!swallowing && !span.holds(alert.receivedAt())) {
            return;
        }
        if (remembered.contains(alert.id())) {
            counters.duplicate();
            return;
        }
        makeRoom(remembered);
        remembered.put(alert.id(), alert.receivedAt());
        long expiry = alert.receivedAt() + horizonMillis;
        context.timerService().registerEventTimeTimer(Math.ceilDiv(expiry, SWEEP_MILLIS) * SWEEP_MILLIS);
        if (alert.bytes().length > maxBytes) {
            counters.deadLetter(DeadLetterCode.LIMIT.code());
            context.output(SET_ASIDE, tooLarge(alert));
            return;
        }
        if (swallowing) {
            context.output(SWALLOWING, alert);
            return;
        }
        counters.alerted(alert.level(), alert.receivedAt(), System.currentTimeMillis());
        out.collect(alert);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<FiredAlert> out) throws Exception {
        MapState<String, Long> remembered = Objects.requireNonNull(sent);
        Iterator<Map.Entry<String, Long>> entries = remembered.iterator();
        while (entries.hasNext()) {
            if (entries.next().getValue() + horizonMillis <= timestamp) {
                entries.remove();
            }
        }
        if (remembered.isEmpty()) {
            remembered.clear();
        }
    }

    private void makeRoom(MapState<String, Long> remembered) throws Exception {
        int held = 0;
        String oldest = "";
        long oldestAt = Long.MAX_VALUE;
        for (Map.Entry<String, Long> entry : remembered.entries()) {
            held++;
            if (entry.getValue() < oldestAt) {
                oldestAt = entry.getValue();
                oldest = entry.getKey();
            }
        }
        if (held >= perBucket) {
            remembered.remove(oldest);
        }
    }

    private SetAside tooLarge(FiredAlert alert) {
        String message = "the alert has " + alert.bytes().length + " bytes, more than the " + maxBytes
                + " that may be produced; raise kafka.max-record-size or narrow the rule";
        return SetAside.alert(DeadLetterCode.LIMIT, message, alert.id(), alert.bytes().length);
    }
}
