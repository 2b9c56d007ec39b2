// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ecs;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Reads RFC 3339 time stamps with up to nine digits of a fraction, also with an offset as ISO 8601 shortens it, {@code +0200}. */
public final class Rfc3339 {
    private static final int SHORTEST = 20;
    private static final int LONGEST = 35;
    private static final int MOST_DIGITS = 9;
    private static final int SECONDS_OF_DAY = 86_400;

    private Rfc3339() {}

    /** The instant, or empty when the text is no such stamp. */
    public static Optional<Instant> parse(String text) {
        if (text.length() < SHORTEST
                || text.length() > LONGEST
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return Optional.empty();
        }
        int end = 19;
        int nanos = 0;
        if (text.charAt(end) == '.') {
            int digits = 0;
            end++;
            while (end < text.length() && isDigit(text.charAt(end))) {
                nanos = nanos * 10 + text.charAt(end++) - '0';
                if (++digits > MOST_DIGITS) {
                    return Optional.empty();
                }
            }
            if (digits == 0) {
                return Optional.empty();
            }
            for (; digits < MOST_DIGITS; digits++) {
                nanos *= 10;
            }
        }
        int offset = offset(text, end);
        int hour = number(text, 11, 2);
        int minute = number(text, 14, 2);
        int second = number(text, 17, 2);
        if (offset == Integer.MIN_VALUE
                || hour < 0
                || hour > 23
                || minute < 0
                || minute > 59
                || second < 0
                || second > 59) {
            return Optional.empty();
        }
        try {
            long day = LocalDate.of(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2))
                    .toEpochDay();
            return Optional.of(
                    Instant.ofEpochSecond(day * SECONDS_OF_DAY + hour * 3600 + minute * 60 + second - offset, nanos));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** As {@link Instant#toString}, which costs twenty times as much. */
    public static String text(Instant instant) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(instant.getEpochSecond(), SECONDS_OF_DAY));
        if (day.getYear() < 0 || day.getYear() > 9999) {
            return instant.toString();
        }
        int second = Math.floorMod(instant.getEpochSecond(), SECONDS_OF_DAY);
        byte[] out = "0000-00-00T00:00:00.000000000Z".getBytes(StandardCharsets.ISO_8859_1);
        digits(out, 4, day.getYear());
        digits(out, 7, day.getMonthValue());
        digits(out, 10, day.getDayOfMonth());
        digits(out, 13, second / 3600);
        digits(out, 16, second / 60 % 60);
        digits(out, 19, second % 60);
        int nanos = instant.getNano();
        digits(out, 29, nanos);
        int end = nanos == 0 ? 19 : nanos % 1_000_000 == 0 ? 23 : nanos % 1_000 == 0 ? 26 : 29;
        out[end] = 'Z';
        return new String(out, 0, end + 1, StandardCharsets.ISO_8859_1);
    }

    /** Writes the digits of a number that end at this place, over zeros. */
    private static void digits(byte[] out, int end, int number) {
        int rest = number;
        for (int i = end - 1; rest > 0; i--) {
            out[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** Seconds east of UTC of the zone that begins at this position and ends the text. */
    private static int offset(String text, int at) {
        if (at == text.length() - 1 && text.charAt(at) == 'Z') {
            return 0;
        }
        boolean colon = at == text.length() - 6 && text.charAt(at + 3) == ':';
        if (!colon && at != text.length() - 5 || "+-".indexOf(text.charAt(at)) < 0) {
            return Integer.MIN_VALUE;
        }
        int hours = number(text, at + 1, 2);
        int minutes = number(text, at + (colon ? 4 : 3), 2);
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        return (text.charAt(at) == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
    }

    private static int number(String text, int from, int length) {
        int value = 0;
        for (int i = from; i < from + length; i++) {
            char c = text.charAt(i);
            if (!isDigit(c)) {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
