// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.stream;

import static io.fairlead.detect.job.TestEvents.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.job.TestEvents;
import io.fairlead.detect.job.stream.Delivery.Beat;
import io.fairlead.detect.job.stream.Delivery.Understood;
import io.fairlead.detect.job.stream.Delivery.Unreadable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

final class RecordedClockTest {
    private static final long AT = START.toEpochMilli();
    private static final Duration LATENESS = Duration.ofSeconds(10);

    private final List<Long> watermarks = new ArrayList<>();
    private final RecordedClock clock = new RecordedClock(LATENESS.toMillis());
    private final WatermarkOutput output = new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark watermark) {
            watermarks.add(watermark.getTimestamp());
        }

        @Override
        public void markIdle() {
            throw new AssertionError("a partition is never idle");
        }

        @Override
        public void markActive() {}
    };

    @Test
    void followsReceiptLessLateness() {
        see(new Beat(0, AT));
        see(new Beat(0, AT + 1_000));

        assertThat(watermarks).containsExactly(AT - 10_001, AT - 9_001);
    }

    @Test
    void stepsOnlyWhenTheRecordedClockHasGoneOn() {
        see(new Beat(0, AT));
        see(new Beat(0, AT + 60));
        see(new Beat(0, AT + 99));
        see(new Beat(0, AT + 100));

        assertThat(watermarks).containsExactly(AT - 10_001, AT - 9_901);
    }

    @Test
    void neverGoesBack() {
        see(new Beat(0, AT + 5_000));
        see(new Beat(0, AT));
        see(new Beat(0, AT + 4_999));

        assertThat(watermarks).containsExactly(AT - 5_001);
    }

    @Test
    void isNotMovedByAnEventsOwnStamp() {
        see(new Beat(0, AT));
        see(new Understood(
                0,
                1,
                TestEvents.request("future", "eve", "get", START.plus(Duration.ofDays(26_000)), START.plusMillis(1))));

        assertThat(watermarks).containsExactly(AT - 10_001);
    }

    @Test
    void isNotMovedByWhatCannotBeRead() {
        see(new Unreadable(0, 1, 10, "broken"));

        assertThat(watermarks).isEmpty();
    }

    @Test
    void isNotMovedByTheWallClock() {
        clock.onPeriodicEmit(output);
        see(new Beat(0, AT));
        clock.onPeriodicEmit(output);

        assertThat(watermarks).hasSize(1);
    }

    private void see(Delivery delivery) {
        clock.onEvent(delivery, Long.MIN_VALUE, output);
    }
}
