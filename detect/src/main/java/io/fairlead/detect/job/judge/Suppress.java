// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.judge;

import io.fairlead.detect.alert.AlertFactory;
import io.fairlead.detect.alert.SuppressionKey;
import io.fairlead.detect.job.meter.JobMeters;
import io.fairlead.detect.job.meter.Meters;
import io.fairlead.detect.job.stream.FiredAlert;
import io.fairlead.schemas.codec.MalformedRecordException;
import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.record.Alert;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Of the alerts of one rule and key, lets the first of each window stand and swallows the others.
 *
 * <p>Promise: which one stands follows from the alerts' times and ids alone, whatever the order they came in, live and
 * replayed. It goes out when the watermark has passed its time, and names the alert that will tell of the others. When the watermark has passed the window and some were
 * swallowed, one more alert says how many; so nothing is swallowed in silence. Where there is no room for a further key, its
 * alerts all stand, and that is counted.
 */
public final class Suppress extends KeyedProcessFunction<String, FiredAlert, FiredAlert>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1;
    private static final String ROOM = "suppress";

    private final int maxWindows;
    private final AlertSpan span;
    private final String meterKey;
    private transient @Nullable MapState<Long, Swallowed> windows;
    private transient @Nullable OpenGroups open;
    private transient @Nullable JobMeters meters;

    /**
     * The operator.
     *
     * @param maxWindows most windows that may be open in this subtask
     * @param span which alerts count at all
     * @param meterKey where to count
     */
    public Suppress(int maxWindows, AlertSpan span, String meterKey) {
        this.maxWindows = maxWindows;
        this.span = span;
        this.meterKey = meterKey;
    }

    /** The key of an alert that may swallow others. */
    public static String key(FiredAlert alert) {
        return alert.suppression().map(SuppressionKey::name).orElse("");
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        OpenGroups restored = new OpenGroups(maxWindows);
        restored.restore(context, getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks());
        open = restored;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        Objects.requireNonNull(open).save();
    }

    @Override
    public void open(OpenContext context) {
        windows = getRuntimeContext().getMapState(new MapStateDescriptor<>("windows", Types.LONG, Swallowed.TYPE));
        meters = Meters.of(meterKey, getRuntimeContext());
    }

    @Override
    public void processElement(FiredAlert alert, Context context, Collector<FiredAlert> out) throws Exception {
        SuppressionKey key = alert.suppression().orElseThrow();
        long watermark = Watermarks.toMicros(context.timerService().currentWatermark());
        long start = key.windowStart();
        long end = start + key.windowMicros();
        Swallowed known = Objects.requireNonNull(windows).get(start);
        if (known == null
                && (end - 1 <= watermark || !Objects.requireNonNull(open).admit(ROOM))) {
            Objects.requireNonNull(meters).unsuppressed();
            send(alert, out);
            return;
        }
        Swallowed window =
                known == null ? Swallowed.first(alert, key.timeMicros(), end) : known.with(alert, key.timeMicros());
        Objects.requireNonNull(windows).put(start, window);
        if (known == null) {
            context.timerService().registerEventTimeTimer(Watermarks.toMillis(end - 1));
        }
        if (!window.sent() && window.timeMicros() == key.timeMicros()) {
            context.timerService().registerEventTimeTimer(Watermarks.toMillis(key.timeMicros()));
        }
        if (known != null) {
            Objects.requireNonNull(meters).swallowed(alert.level());
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<FiredAlert> out) throws Exception {
        long flinks = context.timerService().currentWatermark();
        if (Watermarks.isEnd(flinks)) {
            return;
        }
        long watermark = Watermarks.toMicros(flinks);
        List<Map.Entry<Long, Swallowed>> entries = new ArrayList<>();
        Objects.requireNonNull(windows).entries().forEach(entries::add);
        entries.sort(Map.Entry.comparingByKey());
        for (Map.Entry<Long, Swallowed> entry : entries) {
            step(entry.getKey(), entry.getValue(), timestamp, watermark, out);
        }
    }

    private void step(long start, Swallowed before, long timestamp, long watermark, Collector<FiredAlert> out)
            throws Exception {
        Swallowed window = before;
        if (!window.sent() && window.timeMicros() <= watermark) {
            send(FiredAlert.of(AlertFactory.standing(decoded(window.bytes()), instant(window.endMicros()))), out);
            window = window.afterSending();
            Objects.requireNonNull(windows).put(start, window);
        }
        long end = window.endMicros();
        if (end - 1 <= watermark && Watermarks.toMillis(end - 1) <= timestamp) {
            if (window.number() > 0) {
                send(
                        FiredAlert.of(AlertFactory.closing(
                                decoded(window.bytes()),
                                window.number(),
                                instant(start),
                                instant(end),
                                window.lastReceivedAt())),
                        out);
            }
            Objects.requireNonNull(windows).remove(start);
            Objects.requireNonNull(open).release(ROOM);
        }
    }

    private void send(FiredAlert alert, Collector<FiredAlert> out) {
        if (span.holds(alert.receivedAt())) {
            Objects.requireNonNull(meters).alerted(alert.level(), alert.receivedAt(), System.currentTimeMillis());
            out.collect(alert.with(Optional.empty()));
        }
    }

    private static Alert decoded(byte[] bytes) {
        try {
            return RecordCodec.get().decode(bytes, Alert.class);
        } catch (MalformedRecordException e) {
            throw new IllegalStateException("an alert of ours cannot be read back", e);
        }
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
