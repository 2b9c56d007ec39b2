// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.syslog;

import io.fairlead.enrich.ecs.Rfc3339;
import java.util.Map;
import java.util.Optional;

/**
 * {@code <PRI>Mmm dd hh:mm:ss HOST TAG[PID]: TEXT} (RFC 3164, as it is used), also with an RFC 3339 stamp and, in files,
 * without the priority.
 */
final class Rfc3164 {
    private static final int LONGEST_TAG = 128;

    private Rfc3164() {}

    /** The message, or empty when stamp, host or tag is missing. */
    static Optional<Message> parse(String text) {
        int start = Priority.end(text);
        Optional<Integer> priority = start == 0 ? Optional.empty() : Priority.of(text.substring(1, start - 1));
        int end = stampEnd(text, start);
        if (end < 0 || end >= text.length() || text.charAt(end) != ' ') {
            return Optional.empty();
        }
        int host = end + 1;
        // two spaces stand where a syslogd left its host out
        int tag = text.indexOf(' ', host) + 1;
        if (tag <= host) {
            return Optional.empty();
        }
        int colon = tagEnd(text, tag);
        if (colon < 0) {
            return tagless(priority, text, start, end, tag);
        }
        String name = text.substring(tag, colon);
        int bracket = name.endsWith("]") ? name.lastIndexOf('[') : -1;
        String program = bracket < 0 ? name : name.substring(0, bracket);
        if (program.isEmpty()) {
            return Optional.empty();
        }
        int from = Math.min(text.length(), colon + 1);
        return Optional.of(new Message(
                priority,
                text.substring(start, end),
                text.substring(host, tag - 1),
                program,
                bracket < 0 ? "" : name.substring(bracket + 1, name.length() - 1),
                "",
                Map.of(),
                text.startsWith(" ", from) ? text.substring(from + 1) : text.substring(from)));
    }

    /** What has a priority and a stamp is a message without its program; so is what syslogd says of itself. */
    private static Optional<Message> tagless(Optional<Integer> priority, String text, int start, int end, int from) {
        String said = text.substring(from);
        boolean own = said.startsWith("last message repeated ") || said.equals("-- MARK --");
        return priority.isEmpty() && !own || said.isBlank()
                ? Optional.empty()
                : Optional.of(new Message(
                        priority,
                        text.substring(start, end),
                        text.substring(end + 1, from - 1),
                        "",
                        "",
                        "",
                        Map.of(),
                        said));
    }

    private static int stampEnd(String text, int from) {
        if (YearlessStamp.isAt(text, from)) {
            return from + YearlessStamp.LENGTH;
        }
        int space = text.indexOf(' ', from);
        if (space <= from || space - from > 35) {
            return -1;
        }
        String stamp = text.substring(from, space);
        return Rfc3339.parse(stamp).isPresent() || LocalStamp.is(stamp) ? space : -1;
    }

    /** Where the colon behind the tag is; the tag is one word, or several before a process id. */
    private static int tagEnd(String text, int from) {
        for (int i = from; i < text.length() && i < from + LONGEST_TAG; i++) {
            char c = text.charAt(i);
            if (c == ':' && (i + 1 == text.length() || text.charAt(i + 1) == ' ')) {
                return i;
            } else if (c == ' ') {
                return words(text, from);
            }
        }
        return -1;
    }

    /** {@code Some Program[123]:}. */
    private static int words(String text, int from) {
        int end = text.indexOf("]: ", from);
        int open = end < 0 ? -1 : text.lastIndexOf('[', end);
        boolean process = open > from
                && end > open + 1
                && end - from < LONGEST_TAG
                && text.substring(open + 1, end).chars().allMatch(c -> c >= '0' && c <= '9');
        return process && text.indexOf(": ", from) > open ? end + 1 : -1;
    }
}
