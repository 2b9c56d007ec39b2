// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.demo;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Waiting times, by nearest rank. */
final class Latencies {
    private final long[] millis;

    Latencies(List<Duration> times) {
        this.millis = times.stream().mapToLong(Duration::toMillis).sorted().toArray();
    }

    /** The time that this share of all does not exceed, in milliseconds; 0 without any. */
    long percentile(double percent) {
        if (millis.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(percent / 100 * millis.length);
        return millis[Math.max(0, rank - 1)];
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "p50 %d ms, p99 %d ms, most %d ms",
                percentile(50),
                percentile(99),
                Arrays.stream(millis).max().orElse(0));
    }
}
