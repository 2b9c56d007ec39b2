// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code key=value} pairs of a record. A value is a word, or a text in single or double quotes; {@code msg='…'} holds
 * pairs of its own. Values that say nothing (empty, {@code ?}, {@code (null)}) are left out.
 */
final class Values {
    /**
     * A value.
     *
     * @param written as it stands in the record, with its quotes
     * @param text without them
     */
    record Value(String written, String text) {
        static Value of(String text) {
            return new Value(text, text);
        }
    }

    private Values() {}

    /** All pairs; the last of a key stands. */
    static Map<String, Value> of(String body) {
        Map<String, Value> values = new LinkedHashMap<>();
        read(body, values, true);
        return values;
    }

    private static void read(String body, Map<String, Value> values, boolean outer) {
        int from = 0;
        for (int equals = body.indexOf('='); equals >= 0; equals = body.indexOf('=', from)) {
            int start = start(body, part(body, equals, from), from);
            int end = start == equals ? -1 : end(body, equals + 1);
            if (end < 0) {
                from = equals + 1;
                continue;
            }
            String written = body.substring(equals + 1, end);
            add(body.substring(start, equals), written, values, outer);
            from = end;
        }
    }

    private static void add(String key, String written, Map<String, Value> values, boolean outer) {
        String text = bare(written);
        if (text.isEmpty() || text.equals("?") || text.equals("?,") || text.equals("(null)")) {
            return;
        }
        if (outer && key.equals("msg")) {
            read(text, values, false);
        } else {
            values.put(key, new Value(written, text));
        }
    }

    private static int start(String body, int end, int from) {
        int start = end;
        while (start > from && isKey(body.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /** Where {@code [3]} of a key {@code a1[3]} begins: a piece of an argument too long for one record. */
    private static int part(String body, int end, int from) {
        if (end - 1 <= from || body.charAt(end - 1) != ']') {
            return end;
        }
        int open = end - 2;
        while (open > from && Character.isDigit(body.charAt(open))) {
            open--;
        }
        return open < end - 2 && body.charAt(open) == '[' ? open : end;
    }

    /** Where the value that begins here ends; -1 when there is none. */
    private static int end(String body, int from) {
        if (from >= body.length()) {
            return -1;
        }
        char quote = body.charAt(from);
        if (quote == '"' || quote == '\'') {
            return closing(body, from + 1, quote).orElse(-1);
        }
        int end = from;
        while (end < body.length() && !isSpace(body.charAt(end)) && "\"'".indexOf(body.charAt(end)) < 0) {
            end++;
        }
        return end == from ? -1 : end;
    }

    /**
     * Behind the quote that closes. Within double quotes a backslash is itself: the kernel writes a text that holds a quote in
     * hexadecimal digits. Programs, whose texts stand in single quotes, do escape.
     */
    private static Optional<Integer> closing(String body, int from, char quote) {
        for (int i = from; i < body.length(); i++) {
            if (quote == '\'' && body.charAt(i) == '\\' && i + 1 < body.length() && body.charAt(i + 1) == quote) {
                i++;
            } else if (body.charAt(i) == quote) {
                return Optional.of(i + 1);
            }
        }
        return Optional.empty();
    }

    private static String bare(String written) {
        int from = 0;
        int to = written.length();
        while (from < to && isQuote(written.charAt(from))) {
            from++;
        }
        while (to > from && isQuote(written.charAt(to - 1))) {
            to--;
        }
        return written.substring(from, to);
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == ' ';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }

    private static boolean isKey(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-';
    }
}
