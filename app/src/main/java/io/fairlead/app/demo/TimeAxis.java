// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Moves the recording's times to now and draws them closer together: t becomes start + (t − recorded start) / speed, and
 * later by every delay of what lies before it. A machine that cannot keep up so gets a slower play, not events that claim
 * to have happened long before they were sent.
 *
 * <p>Order is kept. A time keeps the number of digits that it was written with, as a reader may demand exactly six.
 */
final class TimeAxis {
    private static final Pattern STAMP =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)(?:\\.(\\d{1,9}))?(Z|\\+00:00)");

    private final Instant recordedStart;
    private final Instant start;
    private final double speed;
    private final List<Delay> delays = new CopyOnWriteArrayList<>();

    private record Delay(Instant from, Duration by) {}

    /**
     * An axis without delays.
     *
     * @param recordedStart time of the first recorded event
     * @param start when the first event happens now
     * @param speed how many times faster than recorded, above 0
     */
    TimeAxis(Instant recordedStart, Instant start, double speed) {
        if (!(speed > 0) || speed > 1_000) {
            throw new IllegalArgumentException("speed is above 0 and at most 1000, not " + speed);
        }
        this.recordedStart = recordedStart;
        this.start = start;
        this.speed = speed;
    }

    /** Everything recorded at this time or after it happens so much later; what lies before stays where it is. */
    void delay(Instant recorded, Duration by) {
        delays.add(new Delay(recorded, by));
    }

    /** The time that this recorded time becomes. */
    Instant move(Instant recorded) {
        Duration since = Duration.between(recordedStart, recorded);
        // Whole seconds and nanoseconds apart: a double holds nanoseconds of a few weeks only.
        double seconds = since.getSeconds() / speed;
        long whole = (long) Math.floor(seconds);
        long nanos = Math.round((seconds - whole) * 1e9 + since.getNano() / speed);
        Instant moved = start.plusSeconds(whole).plusNanos(nanos);
        for (Delay delay : delays) {
            if (!recorded.isBefore(delay.from())) {
                moved = moved.plus(delay.by());
            }
        }
        return moved;
    }

    /** The text with every RFC 3339 time in UTC in it moved. */
    String moveAll(String text) {
        return STAMP.matcher(text).replaceAll(this::moved);
    }

    private String moved(MatchResult stamp) {
        Instant recorded;
        try {
            recorded = Instant.parse(stamp.group().replace("+00:00", "Z"));
        } catch (java.time.format.DateTimeParseException notATime) {
            return stamp.group();
        }
        int digits = stamp.group(2) == null ? 0 : stamp.group(2).length();
        return format(move(recorded), digits) + stamp.group(3);
    }

    private static String format(Instant time, int digits) {
        String seconds = Instant.ofEpochSecond(time.getEpochSecond()).toString();
        String plain = seconds.substring(0, seconds.length() - 1);
        return digits == 0
                ? plain
                : plain + "."
                        + String.format(Locale.ROOT, "%09d", time.getNano()).substring(0, digits);
    }
}
