// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import java.nio.charset.StandardCharsets;

/** What a text may hold, found in one pass over it; hand-written because nearly every text answers nothing. */
final class Marks {
    static final int BLOCK = 1;
    static final int TOKEN = 1 << 1;
    static final int SCHEME = 1 << 2;
    static final int NAME = 1 << 3;
    static final int URL = 1 << 4;
    static final int COMMAND = 1 << 5;
    static final int PIPE = 1 << 6;
    static final int WEBHOOK = 1 << 7;
    static final int STATEMENT = 1 << 8;
    static final int MANIFEST = 1 << 9;
    static final int BASE64 = 1 << 10;
    static final int PERCENT = 1 << 11;

    // words that tell something only where another stands in the same text
    private static final int ECHO = 1 << 12;
    private static final int BAR = 1 << 13;
    private static final int OBJECT = 1 << 14;
    private static final int HINTS = ECHO - 1;

    // what a character is to the pass
    private static final byte WORD = 1;
    private static final byte JOINS = 2;
    private static final byte TELLS = 4;
    private static final byte[] KINDS = kinds();

    /** Words that something begins with, by their first two letters. */
    private static final boolean[] BEGINNINGS = beginnings();

    private Marks() {}

    static int of(String text) {
        int marks = 0;
        int run = 0;
        byte[] characters = characters(text);
        int length = characters.length;
        int i = 0;
        while (i < length) {
            byte c = characters[i];
            byte kind = KINDS[c & 0xFF];
            if (kind == WORD) {
                byte second = i + 1 < length ? characters[i + 1] : 0;
                if (second >= 0 && BEGINNINGS[c << 7 | second]) {
                    marks |= begin(text, i, (char) c, marks);
                }
                // headers are named within words too: XAuthorization, sessionCookie
                for (i++; i < length && KINDS[(c = characters[i]) & 0xFF] == WORD; i++) {
                    if (c == 'A' || c == 'C') {
                        marks |= scheme(text, i, marks);
                    }
                }
                continue;
            }
            if ((kind & JOINS) == 0) {
                marks |= i - run >= Encodings.LEAST && Encodings.likely(text, run, i) ? BASE64 : 0;
                run = i + 1;
            }
            if ((kind & TELLS) != 0) {
                marks |= other(text, i, (char) c, marks);
            }
            i++;
        }
        marks |= length - run >= Encodings.LEAST && Encodings.likely(text, run, length) ? BASE64 : 0;
        return marks & HINTS | together(marks, text);
    }

    /** A byte for each character, which texts have already, mostly; nothing that is looked for is beyond ASCII. */
    private static byte[] characters(String text) {
        byte[] characters = text.getBytes(StandardCharsets.ISO_8859_1);
        if (characters.length == text.length()) {
            return characters;
        }
        byte[] each = new byte[text.length()]; // a pair of surrogates became one
        for (int i = 0; i < each.length; i++) {
            each[i] = (byte) Math.min(text.charAt(i), '\u00ff');
        }
        return each;
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[256];
        for (char c = 0; c < 128; c++) {
            if (TokenForms.alphanumeric(c)) {
                kinds[c] = WORD;
            } else {
                kinds[c] =
                        (byte) (("+/-_".indexOf(c) >= 0 ? JOINS : 0) | ("=:.~$-|\t%\"_".indexOf(c) >= 0 ? TELLS : 0));
            }
        }
        return kinds;
    }

    /** Of the words in {@link #begin}, in whatever case, and of tokens. */
    private static boolean[] beginnings() {
        boolean[] beginnings = TokenForms.beginnings();
        String words = "ey au be ba co se sq ra ec pr pa to id di ho we va";
        for (String word : words.split(" ")) {
            for (char first : new char[] {word.charAt(0), Character.toUpperCase(word.charAt(0))}) {
                beginnings[first << 7 | word.charAt(1)] = true;
                beginnings[first << 7 | Character.toUpperCase(word.charAt(1))] = true;
            }
        }
        return beginnings;
    }

    private static int together(int marks, String text) {
        int found = (marks & (ECHO | BAR)) == (ECHO | BAR) ? PIPE : 0;
        return (marks & OBJECT) != 0 && text.contains("ata") ? found | MANIFEST : found;
    }

    // what was found already is not looked for again: a finder may go through all that follows

    private static int token(String text, int i, int found) {
        return (found & TOKEN) == 0 && Tokens.at(text, i) != null ? TOKEN : 0;
    }

    private static int scheme(String text, int i, int found) {
        return (found & SCHEME) == 0 && Schemes.at(text, i) != null ? SCHEME : 0;
    }

    private static int name(String text, int i, int found) {
        return (found & NAME) == 0 && NamedValues.at(text, i) != null ? NAME : 0;
    }

    private static int url(String text, int i, int found) {
        return (found & URL) == 0 && UrlPasswords.at(text, i) != null ? URL : 0;
    }

    /** What a word that begins here tells. */
    private static int begin(String text, int i, char c, int found) {
        return token(text, i, found)
                | switch (c) {
                    case 'a', 'A', 'b', 'B' -> scheme(text, i, found);
                    case 'c', 'C' -> scheme(text, i, found) | (text.startsWith("ConfigMap", i) ? OBJECT : 0);
                    case 'S' -> (text.startsWith("Secret", i) ? OBJECT : 0) | statement(text, i);
                    case 'e' -> text.startsWith("echo", i) ? ECHO : 0;
                    case 'p' -> (text.startsWith("printf", i) ? ECHO : 0) | statement(text, i);
                    case 's' -> statement(text, i) | (text.startsWith("sqlplus ", i) ? COMMAND : 0);
                    case 'P', 't', 'T', 'i', 'I' -> statement(text, i);
                    case 'd' -> text.startsWith("discord", i) ? WEBHOOK : 0;
                    case 'r' -> text.startsWith("rabbitmqctl ", i) ? COMMAND : 0;
                    case 'h' -> text.startsWith("hooks.slack.com/", i) ? WEBHOOK : 0;
                    case 'w' -> text.startsWith("webhook.office.com/", i) ? WEBHOOK : 0;
                    case 'v' -> text.startsWith("vault ", i) ? COMMAND : 0;
                    default -> 0;
                };
    }

    private static int other(String text, int i, char c, int found) {
        return switch (c) {
            case '=' -> name(text, i, found) | (parameter(text, i) ? STATEMENT : 0);
            case ':' ->
                name(text, i, found)
                        | url(text, i, found)
                        | token(text, i, found)
                        | (text.startsWith(" /p:", i - 3) ? COMMAND : 0)
                        | (text.startsWith("jdbc:oracle:", i - 4) ? STATEMENT : 0);
            case '.', '~', '$' -> token(text, i, found);
            case '-' -> dash(text, i);
            case '|' -> BAR;
            case '\t' -> COMMAND;
            case '%' ->
                i + 2 < text.length()
                                && Character.digit(text.charAt(i + 1), 16) >= 0
                                && Character.digit(text.charAt(i + 2), 16) >= 0
                        ? PERCENT
                        : 0;
            case '"' -> text.startsWith("\"auth", i) ? STATEMENT : 0;
            case '_' ->
                i + 1 < text.length() && text.charAt(i + 1) == 'a' && text.startsWith("_auth", i) ? STATEMENT : 0;
            default -> 0;
        };
    }

    private static int dash(String text, int i) {
        if (text.startsWith("----", i)) {
            return text.startsWith("BEGIN", i + 4)
                            || text.startsWith("-BEGIN", i + 4)
                            || text.startsWith(" BEGIN", i + 4)
                    ? BLOCK
                    : 0;
        }
        if (text.startsWith("-Lines:", i)) {
            return BLOCK;
        }
        boolean option = i == 0 || text.charAt(i - 1) <= ' ' || "\"'=".indexOf(text.charAt(i - 1)) >= 0;
        return option && i + 1 < text.length() && text.charAt(i + 1) > ' ' ? COMMAND : 0;
    }

    private static int statement(String text, int i) {
        boolean told = switch (text.charAt(i)) {
            case 'p', 'P' -> spaced(text, i, "password") || spaced(text, i, "passphrase");
            case 's', 'S' -> spaced(text, i, "secret") || text.startsWith("set ", i);
            case 't', 'T' -> spaced(text, i, "token");
            default -> spaced(text, i, "identified");
        };
        return told ? STATEMENT | COMMAND : 0;
    }

    private static boolean spaced(String text, int i, String word) {
        int end = i + word.length();
        return end < text.length() && text.charAt(end) == ' ' && text.regionMatches(true, i, word, 0, word.length());
    }

    /** A parameter that is secret by itself: sig, key, code, auth, signature. */
    private static boolean parameter(String text, int equals) {
        if (equals == 0 || "gyeh".indexOf(text.charAt(equals - 1)) < 0) {
            return false;
        }
        int start = equals;
        while (start > 0 && equals - start < 10 && TokenForms.alphanumeric(text.charAt(start - 1))) {
            start--;
        }
        if (start == 0 || text.charAt(start - 1) != '?' && text.charAt(start - 1) != '&') {
            return false;
        }
        return switch (equals - start) {
            case 3 -> text.startsWith("sig", start) || text.startsWith("key", start);
            case 4 -> text.startsWith("code", start) || text.startsWith("auth", start);
            case 9 -> text.startsWith("signature", start);
            default -> false;
        };
    }
}
