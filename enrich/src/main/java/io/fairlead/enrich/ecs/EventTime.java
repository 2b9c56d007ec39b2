// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ecs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The time of an event.
 *
 * @param instant the time, to the nanosecond
 * @param text the time as {@code @timestamp} shows it
 * @param tag what is odd about it, or null
 */
public record EventTime(
        Instant instant, String text, @Nullable String tag) {
    private static final Duration TOLERANCE = Duration.ofDays(1);
    private static final Instant LATEST = Instant.parse("2262-01-01T00:00:00Z");

    /**
     * The time that was written, or the time of receipt where none was or none can be read.
     *
     * @param written RFC 3339, as the source wrote it; null when it wrote none
     */
    public static EventTime of(@Nullable String written, Instant receivedAt) {
        if (written == null || written.isEmpty()) {
            return new EventTime(receivedAt, Rfc3339.text(receivedAt), "missing_timestamp");
        }
        Optional<Instant> parsed = Rfc3339.parse(written);
        if (parsed.isEmpty()) {
            return new EventTime(receivedAt, Rfc3339.text(receivedAt), "unparsable_timestamp");
        }
        Instant instant = parsed.get();
        // Elasticsearch's nanosecond dates and Avro's microseconds both end here
        if (instant.isBefore(Instant.EPOCH) || !instant.isBefore(LATEST)) {
            return new EventTime(receivedAt, Rfc3339.text(receivedAt), "out_of_range_timestamp");
        }
        String tag = instant.isAfter(receivedAt.plus(TOLERANCE)) ? "future_timestamp" : null;
        return new EventTime(instant, written.endsWith("Z") ? written : Rfc3339.text(instant), tag);
    }

    /** The time of receipt: for formats without stamps. */
    public static EventTime received(Instant receivedAt) {
        return new EventTime(receivedAt, Rfc3339.text(receivedAt), null);
    }
}
