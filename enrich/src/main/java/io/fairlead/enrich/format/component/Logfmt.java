// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.component;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Pairs {@code key=value} or {@code key="value"} as logrus and klog write them behind each other; quotes as Go's. */
public final class Logfmt {
    private static final int MOST = 128;
    private static final int LONGEST_KEY = 128;

    private Logfmt() {}

    /** All pairs of a line, or empty when anything else stands in it. */
    public static Optional<Map<String, String>> line(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        int end = pairs(text, 0, pairs);
        return end == text.length() && !pairs.isEmpty() ? Optional.of(pairs) : Optional.empty();
    }

    /** Takes pairs from a place on; gives the place at which they end. Of a key that stands twice the first counts. */
    static int pairs(String text, int from, Map<String, String> pairs) {
        int at = skip(text, from);
        while (at < text.length() && pairs.size() < MOST) {
            int equals = key(text, at);
            if (equals < 0) {
                return at;
            }
            StringBuilder value = new StringBuilder();
            int end = value(text, equals + 1, value);
            pairs.putIfAbsent(text.substring(at, equals), value.toString());
            at = skip(text, end);
        }
        return at;
    }

    /** Where the sign behind the key that begins here stands, or -1. */
    private static int key(String text, int from) {
        for (int i = from; i < text.length() && i - from <= LONGEST_KEY; i++) {
            char c = text.charAt(i);
            if (c == '=') {
                return i == from ? -1 : i;
            } else if (c <= ' ' || c == '"') {
                return -1;
            }
        }
        return -1;
    }

    /** Reads a value; gives the place behind it. */
    static int value(String text, int from, StringBuilder value) {
        if (from < text.length() && text.charAt(from) == '"') {
            return quoted(text, from, value);
        }
        int end = from;
        int depth = 0;
        while (end < text.length() && (text.charAt(end) > ' ' || depth > 0)) {
            char c = text.charAt(end++);
            depth += "[{<".indexOf(c) >= 0 ? 1 : "]}>".indexOf(c) >= 0 ? -1 : 0;
        }
        value.append(text, from, end);
        return end;
    }

    /** Reads a text in quotes; gives the place behind it, the text's end when the quotes stay open. */
    static int quoted(String text, int from, StringBuilder value) {
        int at = from + 1;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                char escaped = text.charAt(at++);
                value.append(
                        switch (escaped) {
                            case 'n' -> '\n';
                            case 't' -> '\t';
                            case 'r' -> '\r';
                            default -> escaped;
                        });
            } else {
                value.append(c);
            }
        }
        return Math.min(at + 1, text.length());
    }

    private static int skip(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
        return at;
    }
}
