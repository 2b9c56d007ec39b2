// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.component;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.fairlead.enrich.ecs.PartialTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A line of klog: {@code Lmmdd hh:mm:ss.uuuuuu threadid file:line] message}, the message of a structured line in quotes with
 * its pairs behind it. Source: klog, klog.go; Kubernetes, system logs.
 *
 * @param level info, warning, error or fatal
 * @param stamp month, day and time without a year
 * @param thread the id of the thread
 * @param file the source file
 * @param number the line in it
 * @param message what was said
 * @param pairs what was said by name
 */
public record KlogLine(
        String level,
        String stamp,
        String thread,
        String file,
        String number,
        String message,
        Map<String, String> pairs) {
    private static final Pattern STAMP = Pattern.compile("\\d{4} \\d\\d:\\d\\d:\\d\\d\\.\\d{6}");
    private static final Pattern HEAD = Pattern.compile(
            "(?s)([IWEF])(\\d{4} \\d\\d:\\d\\d:\\d\\d\\.\\d{6}) +(\\d+) ([^ :\\]]{1,128}):(\\d{1,6})\\] ?(.*)");

    /** The line in this text, or empty when it is none. */
    public static Optional<KlogLine> of(String text) {
        if (text.length() < 24 || "IWEF".indexOf(text.charAt(0)) < 0) {
            return Optional.empty();
        }
        Matcher match = HEAD.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        String rest = match.group(6);
        Map<String, String> pairs = new LinkedHashMap<>();
        StringBuilder message = new StringBuilder();
        if (rest.startsWith("\"")) {
            int end = Logfmt.quoted(rest, 0, message);
            int done = Logfmt.pairs(rest, end, pairs);
            if (done < rest.length()) {
                message.append(' ').append(rest, done, rest.length());
            }
        } else {
            message.append(rest);
        }
        return Optional.of(new KlogLine(
                level(match.group(1)),
                match.group(2),
                match.group(3),
                match.group(4),
                match.group(5),
                message.toString(),
                pairs));
    }

    private static String level(String letter) {
        return switch (letter) {
            case "W" -> "warning";
            case "E" -> "error";
            case "F" -> "fatal";
            default -> "info";
        };
    }

    /** Whether this is a stamp of klog's; records of other programs have fields of that name too. */
    static boolean isStamp(String text) {
        return STAMP.matches(text);
    }

    /** The time in the latest year in which it is not after the receipt; empty when there is no such day or time. */
    static Optional<Instant> time(String stamp, Instant receivedAt, ZoneId zone) {
        try {
            LocalTime time = LocalTime.of(
                    number(stamp, 5, 7), number(stamp, 8, 10), number(stamp, 11, 13), number(stamp, 14, 20) * 1000);
            return PartialTime.withoutYear(number(stamp, 0, 2), number(stamp, 2, 4), time, receivedAt, zone);
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }

    private static int number(String stamp, int from, int to) {
        return Integer.parseInt(stamp.substring(from, to));
    }
}
