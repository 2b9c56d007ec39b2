// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import org.jspecify.annotations.Nullable;

/** Where a value ends that begins somewhere in a text. */
final class ValueBounds {
    private static final int LONGEST_NAME = 32;
    private static final int LONGEST_REFERENCE = 4096;

    private ValueBounds() {}

    /**
     * The value from here on: what stands in quotes, however often they are escaped; the rest of the line; or what a shell or
     * a connection string would take.
     */
    static Secrets of(String text, int from, boolean line) {
        int start = from;
        if (start + 1 < text.length()
                && "burNn@".indexOf(text.charAt(start)) >= 0
                && quoteLike(text.charAt(start + 1))) {
            start++; // prefixes of Python and SQL
        }
        int escapes = 0;
        while (start + escapes < text.length() && text.charAt(start + escapes) == '\\') {
            escapes++;
        }
        int open = start + escapes;
        if (escapes == 0 && (text.startsWith("\"\"\"", open) || text.startsWith("'''", open))) {
            int close = text.indexOf(text.substring(open, open + 3), open + 3);
            return new Secrets(open + 3, close < 0 ? text.length() : close, SecretKind.PASSWORD);
        }
        if (open < text.length() && quoteLike(text.charAt(open))) {
            return new Secrets(open + 1, closing(text, open + 1, text.charAt(open), escapes), SecretKind.PASSWORD);
        }
        return new Secrets(from, line ? lineEnd(text, from) : bareEnd(text, from), SecretKind.PASSWORD);
    }

    /** The lines of a block of YAML (1.2.2, 8.1) that begins here, behind a name; null when none does. */
    static @Nullable Secrets block(String text, int from, int name) {
        if (text.charAt(from) != '|' && text.charAt(from) != '>') {
            return null;
        }
        int start = from + 1;
        while (start < text.length() && "+-123456789 \t\r".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        if (start == text.length() || text.charAt(start) != '\n') {
            return null;
        }
        int indent = name - text.lastIndexOf('\n', name) - 1;
        int end = start;
        int line = start + 1;
        while (line < text.length()) {
            int first = line;
            while (first < text.length() && " \t\r".indexOf(text.charAt(first)) >= 0) {
                first++;
            }
            int next = text.indexOf('\n', line);
            boolean blank = first == text.length() || text.charAt(first) == '\n';
            if (!blank && first - line <= indent) {
                break;
            }
            start = end <= start && !blank ? first : start;
            end = blank ? end : next < 0 ? text.length() : next;
            line = next < 0 ? text.length() : next + 1;
        }
        return end > start ? new Secrets(start, end, SecretKind.PASSWORD) : null;
    }

    /** Where the quotes close, before their escapes; the end of the text when they do not. */
    static int closing(String text, int from, char quote, int escapes) {
        for (int i = text.indexOf(quote, from); i >= 0; i = text.indexOf(quote, i + 1)) {
            int before = i;
            while (before > from && text.charAt(before - 1) == '\\') {
                before--;
            }
            int count = i - before;
            if (escapes == 0 ? count % 2 == 0 || quote == '\'' : count == escapes) {
                return escapes == 0 ? i : before;
            }
        }
        return text.length();
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        end = end < 0 ? text.length() : end;
        while (end > from && text.charAt(end - 1) <= ' ') {
            end--;
        }
        return end;
    }

    private static int bareEnd(String text, int from) {
        int close = reference(text, from);
        if (close > 0) {
            return close;
        }
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c <= ' ' || c == '"' || c == '\'' || c == '`' || c == '<' || escaped(text, i)) {
                break;
            }
            if ((c == ',' || c == ';' || c == '&' || c == '|') && ends(text, i + 1)
                    || (c == ')' || c == '}' || c == ']') && closes(text, i + 1)) {
                break;
            }
            i++;
        }
        return i;
    }

    /** Behind ${…}, $(…) and {{…}}. */
    private static int reference(String text, int from) {
        int most = Math.min(text.length(), from + LONGEST_REFERENCE);
        if (text.startsWith("${", from) || text.startsWith("{{", from)) {
            int close = text.indexOf('}', from, most);
            return close < 0 ? -1 : text.startsWith("}}", close) ? close + 2 : close + 1;
        }
        int close = text.startsWith("$(", from) ? text.indexOf(')', from, most) : -1;
        return close < 0 ? -1 : close + 1;
    }

    /** An escape of JSON that stands for a quote or the end of a line. */
    private static boolean escaped(String text, int i) {
        return text.charAt(i) == '\\' && i + 1 < text.length() && "\"'nrt\\".indexOf(text.charAt(i + 1)) >= 0;
    }

    /** Whether a comma, semicolon or ampersand before this place is no part of a value: another name follows, or nothing. */
    private static boolean ends(String text, int at) {
        if (at == text.length() || text.charAt(at) <= ' ' || "\"'&|;\\".indexOf(text.charAt(at)) >= 0) {
            return true;
        }
        int i = at;
        while (i < text.length()
                && i - at < LONGEST_NAME
                && (TokenForms.alphanumeric(text.charAt(i)) || "_-. ".indexOf(text.charAt(i)) >= 0)) {
            i++;
        }
        return i > at && i < text.length() && (text.charAt(i) == '=' || text.charAt(i) == ':');
    }

    private static boolean closes(String text, int at) {
        return at >= text.length() || text.charAt(at) <= ' ' || "\"',;:)}]\\.".indexOf(text.charAt(at)) >= 0;
    }

    private static boolean quoteLike(char c) {
        return c == '"' || c == '\'' || c == '`';
    }
}
