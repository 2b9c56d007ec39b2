// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import org.jspecify.annotations.Nullable;

/** Secrets in sentences: {@code the password for bob is …}, {@code invalid token '…'}. */
final class Prose {
    private static final String[] WORDS = {
        "password", "passphrase", "passwd", "secret", "token", "api key", "access key"
    };
    private static final int PASSWORDS = 3;
    private static final int MOST_WORDS = 8;
    private static final int LONGEST_WORD = 128;
    private static final int LONGEST_SECRET = 4096;
    private static final int LEAST_PASSWORD = 4;
    private static final int LEAST_TOKEN = 16;
    private static final int LEAST_HEX = 32;

    private Prose() {}

    /** Whether a word that a secret may follow begins here, a space behind it. */
    static boolean begins(String text, int i) {
        return word(text, i) >= 0;
    }

    static @Nullable Secrets at(String text, int i) {
        char c = text.charAt(i);
        if ("pPsStTaA".indexOf(c) < 0 || i > 0 && NamedValues.nameLike(text.charAt(i - 1))) {
            return null;
        }
        int word = word(text, i);
        if (word < 0) {
            return null;
        }
        boolean statement = text.startsWith("SECRET '", i); // SQL
        return follows(text, i + WORDS[word].length(), word < PASSWORDS || statement, account(text, i));
    }

    private static int word(String text, int i) {
        char first = SecretNames.lower(text.charAt(i));
        for (int w = 0; w < WORDS.length; w++) {
            int end = i + WORDS[w].length();
            if (first == WORDS[w].charAt(0)
                    && end < text.length()
                    && text.charAt(end) == ' '
                    && text.regionMatches(true, i, WORDS[w], 0, WORDS[w].length())) {
                return w;
            }
        }
        return -1;
    }

    private static @Nullable Secrets follows(String text, int from, boolean password, String account) {
        boolean linked = false;
        boolean named = false;
        int start = spaces(text, from);
        for (int words = 0; words < MOST_WORDS && start < text.length(); words++) {
            int end = wordEnd(text, start);
            boolean colon = end > start && text.charAt(end - 1) == ':';
            String word = text.substring(start, Math.min(colon ? end - 1 : end, start + LONGEST_WORD));
            boolean link = links(word);
            if (!link && !fills(word) && !(named && end < text.length())) {
                break;
            }
            linked |= link || colon;
            named = names(word) || named && fills(word);
            start = spaces(text, end);
            if (colon) {
                break;
            }
        }
        return start < text.length() ? value(text, start, password, linked, account) : null;
    }

    private static @Nullable Secrets value(String text, int at, boolean password, boolean linked, String account) {
        int open = at;
        while (open < text.length() && text.charAt(open) == '\\') {
            open++;
        }
        if (open == text.length()) {
            return null;
        }
        boolean quoted = "\"'`".indexOf(text.charAt(open)) >= 0;
        int start = quoted ? open + 1 : at;
        int end = start;
        while (end < text.length() && end - start < LONGEST_SECRET && !closes(text, end, quoted, text.charAt(open))) {
            end++;
        }
        while (!quoted && end > start && ".,;:!)".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        if (end == start || Mark.at(text, start)) {
            return null;
        }
        Looks looks = Looks.of(text, start, end);
        int length = end - start;
        boolean told;
        if (password && quoted) {
            told = true;
        } else if (password) {
            told = length >= LEAST_PASSWORD
                    && (account.equals("login")
                            || (linked || !account.isEmpty()
                                    ? looks.digit || looks.odd
                                    : looks.digit && looks.upper && looks.lower));
        } else {
            told = length >= LEAST_TOKEN && looks.digit && looks.lower && (looks.upper || linked && looks.plain)
                    || length >= LEAST_HEX && looks.hexadecimal && looks.digit;
        }
        return told && !PlainValues.is(text.substring(start, end))
                ? new Secrets(start, end, SecretKind.PASSWORD)
                : null;
    }

    /** What characters a word is made of. */
    private record Looks(boolean digit, boolean upper, boolean lower, boolean odd, boolean plain, boolean hexadecimal) {
        static Looks of(String text, int from, int to) {
            boolean digit = false;
            boolean upper = false;
            boolean lower = false;
            boolean odd = false;
            boolean plain = true;
            boolean hexadecimal = true;
            for (int i = from; i < to; i++) {
                char c = text.charAt(i);
                digit |= c >= '0' && c <= '9';
                upper |= c >= 'A' && c <= 'Z';
                lower |= c >= 'a' && c <= 'z';
                odd |= "!#$%^&*+".indexOf(c) >= 0;
                plain &= TokenForms.alphanumeric(c);
                hexadecimal &= Character.digit(c, 16) >= 0;
            }
            return new Looks(digit, upper, lower, odd, plain, hexadecimal);
        }
    }

    /** What a name before this place is, where the two words before it tell: {@code login bob password …}; or nothing. */
    private static String account(String text, int at) {
        int name = back(text, at);
        int word = back(text, name);
        if (name == at || word == name) {
            return "";
        }
        String what = text.substring(word, wordEnd(text, word));
        return switch (what) {
            case "login", "user", "username", "account" -> what;
            default -> "";
        };
    }

    /** Where the word before this place begins, or this place. */
    private static int back(String text, int from) {
        int end = from;
        while (end > 0 && " \n\t".indexOf(text.charAt(end - 1)) >= 0 && from - end < MOST_WORDS) {
            end--;
        }
        int start = end;
        while (start > 0 && text.charAt(start - 1) > ' ' && end - start < LONGEST_WORD) {
            start--;
        }
        return start < end && end < from ? start : from;
    }

    private static boolean links(String word) {
        return switch (word) {
            case "is", "was", "to", "now", "as", "->", "\u2192" -> true;
            default -> false;
        };
    }

    private static boolean fills(String word) {
        return names(word)
                || switch (word) {
                    case "set", "changed", "reset", "updated", "generated", "has", "been", "the", "new", "default" ->
                        true;
                    default -> false;
                };
    }

    /** Whether a name follows. */
    private static boolean names(String word) {
        return switch (word) {
            case "for", "user", "account", "of" -> true;
            default -> false;
        };
    }

    private static boolean closes(String text, int at, boolean quoted, char quote) {
        char c = text.charAt(at);
        return c <= ' ' || (quoted ? c == quote || c == '\\' : "\"'`<\\".indexOf(c) >= 0);
    }

    private static int wordEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) > ' ' && end - from < LONGEST_WORD) {
            end++;
        }
        return end;
    }

    private static int spaces(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) == ' ' && i - from < MOST_WORDS) {
            i++;
        }
        return i;
    }
}
