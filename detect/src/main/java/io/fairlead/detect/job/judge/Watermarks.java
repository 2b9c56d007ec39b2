// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.judge;

/**
 * Between Flink's watermarks (milliseconds; w says that everything up to and including w has come) and those of
 * correlations (microseconds, the same meaning).
 */
final class Watermarks {
    private static final long MICROS = 1_000;

    private Watermarks() {}

    /** The last microsecond that Flink's watermark covers. */
    static long toMicros(long millis) {
        if (millis >= Long.MAX_VALUE / MICROS - 1) {
            return Long.MAX_VALUE;
        }
        return millis <= Long.MIN_VALUE / MICROS ? Long.MIN_VALUE : (millis + 1) * MICROS - 1;
    }

    /** The first of Flink's watermarks that covers this microsecond. */
    static long toMillis(long micros) {
        return Math.floorDiv(micros, MICROS);
    }

    /** True at the end of a bounded input: no time has come, there is only no more to read. */
    static boolean isEnd(long millis) {
        return millis == Long.MAX_VALUE;
    }
}
