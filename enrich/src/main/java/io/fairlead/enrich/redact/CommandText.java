// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Commands in free text: shells' words with their quotes, one command after the other. */
final class CommandText {
    /** Characters that part words. */
    private static final boolean[] PARTS = ascii("\"'\\,[]{}&<>");

    /** Characters at which a word may end, beside blanks and controls. */
    private static final boolean[] MAY_END = ascii("\"'`;|)&\\");

    static {
        Arrays.fill(MAY_END, 0, ' ' + 1, true);
    }

    private CommandText() {}

    private static boolean[] ascii(String characters) {
        boolean[] table = new boolean[128];
        characters.chars().forEach(c -> table[c] = true);
        return table;
    }

    /** The text without the secrets among its words: the same object when there is none. */
    static String redact(String text, Redactions redactions) {
        CommandWords words = new CommandWords();
        StringBuilder out = null;
        int copied = 0;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '$' && text.startsWith("$(", i)) {
                words.end(); // what the command within it prints is what is awaited
                i += 2;
                continue;
            }
            if (endsCommand(text, i)) {
                words.end();
                i++;
                continue;
            }
            if (c == '[' && Mark.at(text, i)) {
                words.taken();
                i = Math.max(i + 1, Mark.behind(text, i));
                continue;
            }
            if (c <= ' ' || c < PARTS.length && PARTS[c] && !quoted(text, i, words)) {
                i = c == '\\' ? behindEscapes(text, i) : i + 1;
                continue;
            }
            int start = i;
            int end = end(text, i);
            if (words.passes(text, start, end)) {
                i = Math.max(opened(text, end), i + 1);
                continue;
            }
            boolean value = quoted(text, i, words);
            if (value) {
                start = opened(text, i);
                end = ValueBounds.closing(text, start, text.charAt(start - 1), start - 1 - i);
            } else if (end < text.length() && attached(text, start, end, words)) {
                Secrets attached = ValueBounds.of(text, end, false);
                start = attached.start();
                end = attached.end();
                out = copy(text, copied, start, end, out, redactions);
                copied = out == null ? copied : end;
                i = end + 1;
                continue;
            }
            String word = text.substring(start, end);
            if (words.awaits() && word.endsWith("=") && opened(text, end) > end) {
                i = end; // a record of auditd: a2="…"
                continue;
            }
            int from = words.secretFrom(word);
            if (from >= 0) {
                int to = value ? end : start + words.secretTo(word, from);
                StringBuilder before = out;
                int length = before == null ? 0 : before.length();
                out = copy(text, copied, start + from, to, out, redactions);
                copied = out != null && (before == null || out.length() > length) ? to : copied;
            }
            i = Math.max(opened(text, end), i + 1); // behind the quote that ends it
        }
        return out == null ? text : out.append(text, copied, text.length()).toString();
    }

    private static @Nullable StringBuilder copy(
            String text, int copied, int from, int to, @Nullable StringBuilder before, Redactions redactions) {
        String secret = from >= to ? "" : text.substring(from, to);
        boolean clean = secret.startsWith("{") && Mark.in(secret); // a manifest
        if (clean || PlainValues.is(secret)) {
            return before;
        }
        StringBuilder out = before == null ? new StringBuilder(text.length()) : before;
        return out.append(text, copied, from).append(redactions.replace(SecretKind.PASSWORD, secret));
    }

    /** A word in quotes where a secret is awaited: all that stands in the quotes. */
    private static boolean quoted(String text, int i, CommandWords words) {
        if (!words.awaits()) {
            return false;
        }
        int open = opened(text, i);
        return open > i && open < text.length();
    }

    /** Behind the quote that opens here, however often it is escaped; this place itself when none does. */
    private static int opened(String text, int i) {
        int quote = behindEscapes(text, i);
        return quote < text.length() && (text.charAt(quote) == '"' || text.charAt(quote) == '\'') ? quote + 1 : i;
    }

    private static int behindEscapes(String text, int i) {
        int behind = i;
        while (behind < text.length() && text.charAt(behind) == '\\') {
            behind++;
        }
        return behind;
    }

    private static boolean attached(String text, int start, int end, CommandWords words) {
        int open = opened(text, end);
        // the same quote before the word: it closes there, as in a record of auditd
        boolean closes = open > end && start > 0 && text.charAt(start - 1) == text.charAt(open - 1);
        return open > end && !closes && words.attaches(text.substring(start, end));
    }

    private static boolean endsCommand(String text, int at) {
        return switch (text.charAt(at)) {
            case ';', '|', '\n', '(', ')', '`' -> true;
            case '&' -> text.startsWith("&&", at);
            default -> false;
        };
    }

    private static int end(String text, int from) {
        int end = from;
        while (end < text.length() && (within(text.charAt(end)) || !ends(text, end))) {
            end++;
        }
        return Math.max(end, from + 1);
    }

    private static boolean within(char c) {
        return c >= MAY_END.length || !MAY_END[c];
    }

    private static boolean ends(String text, int at) {
        char c = text.charAt(at);
        return switch (c) {
            case '"', '\'', '`', ';', '|', ')' -> true;
            case '&' -> text.startsWith("&&", at);
            case '\\' -> text.startsWith("\\\"", at) || text.startsWith("\\n", at);
            default -> c <= ' ';
        };
    }
}
