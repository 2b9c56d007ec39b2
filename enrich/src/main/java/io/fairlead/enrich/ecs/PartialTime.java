// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ecs;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Stamps that leave out the year or the day. What was written is past when it is received: the latest instant counts that is
 * not after the receipt, but for what a clock may be ahead.
 */
public final class PartialTime {
    /** Clocks that are ahead, and senders whose zone is not known. */
    private static final Duration AHEAD = Duration.ofDays(1);

    /** Clocks that are ahead; of a time of day, more would take an evening's for one of the evening to come. */
    private static final Duration AHEAD_OF_DAY = Duration.ofMinutes(5);

    /** Between two leap years there are eight years at most: 2096 and 2104. */
    private static final int YEARS_BACK = 8;

    private PartialTime() {}

    /** The instant of this day of some year; empty when no year has the day, or when there is no such month. */
    public static Optional<Instant> withoutYear(int month, int day, LocalTime time, Instant receivedAt, ZoneId zone) {
        Instant latest = receivedAt.plus(AHEAD);
        int last = latest.atZone(zone).getYear();
        for (int year = last; year >= last - YEARS_BACK; year--) {
            Optional<Instant> instant = at(year, month, day, time, zone);
            if (instant.isPresent() && !instant.get().isAfter(latest)) {
                return instant;
            }
        }
        return Optional.empty();
    }

    /** The instant of this time of some day. */
    public static Instant withoutDay(LocalTime time, Instant receivedAt, ZoneId zone) {
        Instant latest = receivedAt.plus(AHEAD_OF_DAY);
        LocalDate day = latest.atZone(zone).toLocalDate();
        Instant instant = day.atTime(time).atZone(zone).toInstant();
        return instant.isAfter(latest)
                ? day.minusDays(1).atTime(time).atZone(zone).toInstant()
                : instant;
    }

    private static Optional<Instant> at(int year, int month, int day, LocalTime time, ZoneId zone) {
        try {
            return Optional.of(
                    LocalDate.of(year, month, day).atTime(time).atZone(zone).toInstant());
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }
}
