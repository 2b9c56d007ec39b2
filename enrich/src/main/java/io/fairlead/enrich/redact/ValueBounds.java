// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

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
        if (start + 1 < text.length() && "bur".indexOf(text.charAt(start)) >= 0 && quoteLike(text.charAt(start + 1))) {
            start++; // Python's prefixes
        }
        int escapes = 0;
        while (start + escapes < text.length() && text.charAt(start + escapes) == '\\') {
            escapes++;
        }
        int open = start + escapes;
        if (open < text.length() && quoteLike(text.charAt(open))) {
            return new Secrets(open + 1, closing(text, open + 1, text.charAt(open), escapes), SecretKind.PASSWORD);
        }
        return new Secrets(from, line ? lineEnd(text, from) : bareEnd(text, from), SecretKind.PASSWORD);
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
