// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.syslog;

import io.fairlead.enrich.ecs.PartialTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** {@code Mmm dd hh:mm:ss}: a time without a year, which is the latest that is not after the receipt. */
final class YearlessStamp {
    /** Characters of a stamp. */
    static final int LENGTH = 15;

    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private YearlessStamp() {}

    /** Whether such a stamp begins here. */
    static boolean isAt(String text, int from) {
        return text.length() >= from + LENGTH
                && MONTHS.contains(text.substring(from, from + 3))
                && text.charAt(from + 3) == ' '
                && text.charAt(from + 6) == ' '
                && text.charAt(from + 9) == ':'
                && text.charAt(from + 12) == ':'
                && two(text, from + 4) > 0
                && two(text, from + 7) >= 0
                && two(text, from + 10) >= 0
                && two(text, from + 13) >= 0;
    }

    /** The instant, or empty when there is no such day or time. */
    static Optional<Instant> resolve(String stamp, Instant receivedAt, ZoneId zone) {
        if (stamp.length() != LENGTH || !isAt(stamp, 0)) {
            return Optional.empty();
        }
        try {
            LocalTime time = LocalTime.of(two(stamp, 7), two(stamp, 10), two(stamp, 13));
            int month = MONTHS.indexOf(stamp.substring(0, 3)) + 1;
            return PartialTime.withoutYear(month, two(stamp, 4), time, receivedAt, zone);
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }

    /** Two digits, or a space and a digit; -1 when they are none. */
    private static int two(String text, int at) {
        char tens = text.charAt(at);
        char ones = text.charAt(at + 1);
        boolean digits = (tens == ' ' || tens >= '0' && tens <= '9') && ones >= '0' && ones <= '9';
        return digits ? (tens == ' ' ? 0 : tens - '0') * 10 + ones - '0' : -1;
    }
}
