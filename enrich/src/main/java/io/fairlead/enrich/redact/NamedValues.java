// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values behind names in free text: {@code password=…}, {@code "token": "…"}, {@code api_key: …}, as shells, settings, YAML,
 * connection strings and JSON within JSON write them.
 */
final class NamedValues {
    private static final int MOST_SPACES = 8;
    private static final int LONGEST_NAME = 64;
    private static final int LEAST_RANDOM = 8;
    private static final int MOST_DIGITS = 7;
    private static final int LONGEST_STAGE = 9;
    private static final int LONGEST_MODULE = 32;
    private static final Set<String> STAGES = Set.of("auth", "account", "session", "chauthtok", "setcred");

    /** No reference, path or name of something is longer: what is goes, so that it is not gone through from every place in it. */
    private static final int LONGEST_PLAIN = 4096;

    private NamedValues() {}

    /** The value behind the separator at this place, when the name before it says that it is secret. */
    static @Nullable Secrets at(String text, int i) {
        char separator = text.charAt(i);
        if (separator != '=' && separator != ':' || i == 0 || i + 1 == text.length()) {
            return null;
        }
        int end = i;
        while (end > 0 && i - end < MOST_SPACES && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\t')) {
            end--;
        }
        boolean spaced = end < i;
        boolean indexed = end > 1 && text.charAt(end - 1) == ']'; // ["password"] => …
        if (indexed) {
            end--;
        }
        boolean quoted = end > 0 && (text.charAt(end - 1) == '"' || text.charAt(end - 1) == '\'');
        if (quoted) {
            end--;
            while (end > 0 && text.charAt(end - 1) == '\\') {
                end--;
            }
        }
        if (!SecretNames.mayEnd(text, Math.max(0, end - LONGEST_NAME), end)) {
            return null;
        }
        int start = nameStart(text, end);
        if (start == end) {
            return null;
        }
        if (SecretNames.ends(text, start, end)
                || variable(text, start, end, separator)
                || NamedBefore.tells(text, start, end)) {
            return value(text, i, start, end, spaced, quoted || indexed);
        }
        Secrets key = keyOfTwoWords(text, start, end) ? value(text, i, start, end, true, quoted) : null;
        return key != null && key.end() - key.start() >= LEAST_RANDOM && Schemes.random(text, key.start(), key.end())
                ? key
                : null;
    }

    /** {@code API key: …}, {@code secret access key = …}. */
    private static boolean keyOfTwoWords(String text, int start, int end) {
        if (end - start != 3 || !text.regionMatches(true, start, "key", 0, 3) || start < 2) {
            return false;
        }
        int before = nameStart(text, start - 1);
        return text.charAt(start - 1) == ' '
                && start - 1 > before
                && SecretNames.field(text.substring(before, start - 1) + "_key");
    }

    private static @Nullable Secrets value(
            String text, int separator, int nameStart, int nameEnd, boolean spaced, boolean quoted) {
        boolean equals = text.charAt(separator) == '=';
        int from = separator + 1;
        while (from < text.length() && (text.charAt(from) == '=' || text.charAt(from) == '>')) {
            from++;
            equals = true;
        }
        boolean base64 = !equals && from < text.length() && text.charAt(from) == ':'; // RFC 2849
        from += base64 ? 1 : 0;
        int gap = from;
        if (!equals || spaced || quoted || !capitals(text, nameStart, nameEnd) && !otherName(text, from)) {
            while (gap < text.length()
                    && gap - from < MOST_SPACES
                    && (text.charAt(gap) == ' ' || text.charAt(gap) == '\t')) {
                gap++;
            }
        }
        boolean header = text.regionMatches(true, nameEnd - 5, "ation", 0, 5)
                || text.regionMatches(true, nameEnd - 6, "cookie", 0, 6);
        boolean tight = !equals && gap == from && from == separator + 1 && !quoted && !quote(text, gap);
        boolean padding = equals && !spaced && !quoted && gap > from && padding(text, nameStart, from - separator);
        if (gap == text.length()
                || padding
                || !quoted && closes(text, nameStart, gap)
                || stage(text, nameStart, from)
                || header && !equals && !quoted
                || tight && text.startsWith("//", gap)
                || tight && !strong(text, nameStart, nameEnd) && !field(text, nameStart, gap)) {
            return null;
        }
        if (tight && text.charAt(gap) == '[' && !Mark.at(text, gap)) {
            gap++; // a list, as Go prints headers
            if (gap == text.length()) {
                return null;
            }
        }
        boolean line = !equals && !quoted && startsLine(text, nameStart);
        Secrets block = line ? ValueBounds.block(text, gap, nameStart) : null;
        if (block != null) {
            return block;
        }
        Secrets found = ValueBounds.of(text, gap, line);
        if (found.end() - found.start() > LONGEST_PLAIN || base64 && text.charAt(found.start()) == '/') {
            return found; // no path
        }
        String value = text.substring(found.start(), found.end());
        boolean plain = PlainValues.is(value)
                || header && Mark.in(value)
                || object(text, nameStart, nameEnd, value)
                || directory(text, nameStart, nameEnd, value)
                || many(text, nameEnd, value)
                || name(value);
        return plain ? null : found;
    }

    /** Whether the signs fill up base64, the last letters of which read like a name; another word is behind them. */
    private static boolean padding(String text, int nameStart, int signs) {
        return signs == 2 || nameStart > 0 && "+/".indexOf(text.charAt(nameStart - 1)) >= 0;
    }

    /** PAM's name for what it does in a program: {@code pam_unix(passwd:chauthtok): …}. */
    private static boolean stage(String text, int nameStart, int from) {
        int open = nameStart - 1;
        if (open < 5 || text.charAt(open) != '(') {
            return false;
        }
        int close = text.indexOf("): ", from, Math.min(text.length(), from + LONGEST_STAGE + 3));
        if (close < 0) {
            return false;
        }
        int earliest = Math.max(0, open - LONGEST_MODULE);
        int module = text.substring(earliest, open).lastIndexOf("pam_");
        return module >= 0
                && nameStart(text, open) <= earliest + module
                && STAGES.contains(text.substring(from, close));
    }

    /** Where the name begins that ends here. */
    private static int nameStart(String text, int end) {
        int start = end;
        while (start > 0 && end - start < LONGEST_NAME && nameLike(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /** A variable in capitals, whose name may say it anywhere, in an assignment. */
    private static boolean variable(String text, int start, int end, char separator) {
        if (separator != '=' || end - start < 5) {
            return false;
        }
        return capitals(text, start, end)
                && (text.regionMatches(end - 4, "_KEY", 0, 4) || text.regionMatches(end - 5, "_PASS", 0, 5));
    }

    static boolean capitals(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!(c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_')) {
                return false;
            }
        }
        return true;
    }

    /** Whether the value is left out behind this sign: nothing but another name with its sign, or another command, follows. */
    private static boolean otherName(String text, int from) {
        int start = from;
        while (start < text.length() && text.charAt(start) == ' ' && start - from < MOST_SPACES) {
            start++;
        }
        int end = start;
        while (end < text.length() && end - start < LONGEST_NAME && nameLike(text.charAt(end))) {
            end++;
        }
        return end == start || end < text.length() && (text.charAt(end) == '=' || text.charAt(end) == ':');
    }

    /** How many there are, not what they are: {@code tokens: 4096}. */
    private static boolean many(String text, int nameEnd, String value) {
        boolean plural = text.charAt(nameEnd - 1) == 's' && value.length() <= MOST_DIGITS;
        for (int i = 0; plural && i < value.length(); i++) {
            plural = value.charAt(i) >= '0' && value.charAt(i) <= '9';
        }
        return plural;
    }

    /** A field as Go prints it, without a space before its value, which must look like a token then: {@code {Token:…}}. */
    private static boolean field(String text, int start, int gap) {
        if (start > 0 && text.charAt(start - 1) > ' ' && "{[(\"'".indexOf(text.charAt(start - 1)) < 0) {
            return false;
        }
        int from = text.charAt(gap) == '[' ? gap + 1 : gap;
        boolean digit = false;
        boolean letter = false;
        int end = from;
        while (end < text.length() && end - from < LONGEST_PLAIN && TokenForms.alphanumeric(text.charAt(end))) {
            boolean number = text.charAt(end) <= '9';
            digit |= number;
            letter |= !number;
            end++;
        }
        return end - from >= LEAST_RANDOM && digit && letter;
    }

    /** Without a space behind the colon only words that cannot be parts of names and addresses count. */
    private static boolean strong(String text, int start, int end) {
        if (start > 0 && ":/.@".indexOf(text.charAt(start - 1)) >= 0) {
            return false;
        }
        char last = text.charAt(end - 1);
        return "dDyYeE".indexOf(last) >= 0;
    }

    /** The name of an object: {@code secret="shop/db"} in the logs of Kubernetes' components. */
    private static boolean object(String text, int start, int end, String value) {
        if (end - start != 6 || !text.regionMatches(true, start, "secret", 0, 6)) {
            return false;
        }
        int slash = value.indexOf('/');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (i != slash && !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.')) {
                return false;
            }
        }
        return slash > 0 && slash < value.length() - 1;
    }

    /** The name of what follows, not a value: {@code TOKEN: api_key: value}. */
    private static boolean name(String value) {
        int end = value.length() - 1;
        return end > 0 && value.charAt(end) == ':' && SecretNames.ends(value, nameStart(value, end), end);
    }

    /** The working directory that shells and sudo call PWD. */
    private static boolean directory(String text, int start, int end, String value) {
        return end - start >= 3
                && text.startsWith("PWD", end - 3)
                && (end - start == 3 || text.startsWith("OLDPWD", start))
                && (value.startsWith("/") || value.startsWith("~"));
    }

    private static boolean startsLine(String text, int start) {
        for (int i = start - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (c == '\n') {
                return true;
            } else if (c != ' ' && c != '\t' && c != '-') {
                return false;
            }
        }
        return text.indexOf('\n') >= 0;
    }

    /** Whether the quote here closes one that stands before the name: {@code "password:"}. */
    private static boolean closes(String text, int nameStart, int at) {
        return nameStart > 0 && "\"'".indexOf(text.charAt(at)) >= 0 && text.charAt(nameStart - 1) == text.charAt(at);
    }

    private static boolean quote(String text, int at) {
        int i = at;
        while (i < text.length() && text.charAt(i) == '\\') {
            i++;
        }
        return i < text.length() && (text.charAt(i) == '"' || text.charAt(i) == '\'');
    }

    static boolean nameLike(char c) {
        return TokenForms.alphanumeric(c) || c == '_' || c == '-' || c == '.';
    }
}
