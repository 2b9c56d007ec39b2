// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.stream;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * How far time has come in one partition: the greatest receipt time seen, less the allowed lateness.
 *
 * <p>Only what the collectors recorded moves it, never the wall clock and never an event's own stamp, so a replay sees
 * the time that live saw. It steps each time the recorded clock has gone on by {@value #STEP_MILLIS} ms, not with every
 * event: a watermark costs as much as a record on its way through the job. A partition without records stands still;
 * heartbeats see to it that there is none.
 */
public final class RecordedClock implements WatermarkGenerator<Delivery> {
    private static final long STEP_MILLIS = 100;

    private final PartitionTime time;
    private long emitted = Long.MIN_VALUE;

    RecordedClock(long latenessMillis) {
        this.time = new PartitionTime(latenessMillis);
    }

    /** A clock for each partition; the source takes the slowest of them. */
    public static WatermarkStrategy<Delivery> strategy(Duration lateness) {
        long millis = lateness.toMillis();
        return WatermarkStrategy.forGenerator(context -> new RecordedClock(millis));
    }

    @Override
    public void onEvent(Delivery delivery, long timestamp, WatermarkOutput output) {
        time.see(delivery);
        if (time.started() && (emitted == Long.MIN_VALUE || time.horizon() - emitted >= STEP_MILLIS)) {
            emitted = time.horizon();
            output.emitWatermark(new Watermark(emitted - 1));
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        // Wall clock: it has no say here.
    }
}
