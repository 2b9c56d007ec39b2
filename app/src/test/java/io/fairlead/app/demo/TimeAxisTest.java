// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class TimeAxisTest {
    private static final Instant RECORDED = Instant.parse("2026-11-22T14:47:40.143863Z");
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private final TimeAxis tenfold = new TimeAxis(RECORDED, START, 10);

    @Test
    void drawsTimesTogether() {
        assertThat(tenfold.move(RECORDED)).isEqualTo(START);
        assertThat(tenfold.move(RECORDED.plusSeconds(100))).isEqualTo(START.plusSeconds(10));
        assertThat(tenfold.move(RECORDED.minusSeconds(5))).isEqualTo(START.minusMillis(500));
        assertThat(tenfold.move(RECORDED.plusNanos(10_000))).isEqualTo(START.plusNanos(1_000));
    }

    @Test
    void farTimesKeepTheirPrecision() {
        assertThat(tenfold.move(RECORDED.plus(Duration.ofDays(3_650)).plusNanos(70)))
                .isEqualTo(START.plus(Duration.ofDays(365)).plusNanos(7));
    }

    @Test
    void keepsTheNumberOfDigits() {
        assertThat(tenfold.moveAll("{\"a\":\"2026-11-22T14:47:50.143863Z\",\"b\":\"2026-11-22T14:47:50Z\"}"))
                .isEqualTo("{\"a\":\"2030-01-01T00:00:01.000000Z\",\"b\":\"2030-01-01T00:00:00Z\"}");
        assertThat(tenfold.moveAll("2026-11-22T14:47:50.143863000+00:00 stdout F x"))
                .isEqualTo("2030-01-01T00:00:01.000000000+00:00 stdout F x");
    }

    @Test
    void delayMovesOnlyWhatComesAfterIt() {
        TimeAxis axis = new TimeAxis(RECORDED, START, 10);
        axis.delay(RECORDED.plusSeconds(100), Duration.ofSeconds(4));
        axis.delay(RECORDED.plusSeconds(200), Duration.ofSeconds(3));
        assertThat(axis.move(RECORDED.plusSeconds(99))).isEqualTo(tenfold.move(RECORDED.plusSeconds(99)));
        assertThat(axis.move(RECORDED.plusSeconds(100))).isEqualTo(START.plusSeconds(14));
        assertThat(axis.move(RECORDED.plusSeconds(200))).isEqualTo(START.plusSeconds(27));
    }

    @Test
    void leavesAloneWhatOnlyLooksLikeATime() {
        assertThat(tenfold.moveAll("2026-13-45T99:99:99Z at 2026-11-22"))
                .isEqualTo("2026-13-45T99:99:99Z at 2026-11-22");
    }

    @Test
    void refusesASpeedThatStandsStill() {
        assertThatThrownBy(() -> new TimeAxis(RECORDED, START, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TimeAxis(RECORDED, START, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
