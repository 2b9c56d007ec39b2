// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

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
    static final int MARKUP = 1 << 12;
    static final int ESCAPE = 1 << 13;
    static final int PROSE = 1 << 14;

    // words that tell something only where another stands in the same text
    private static final int ECHO = 1 << 15;
    private static final int BAR = 1 << 16;
    private static final int OBJECT = 1 << 17;
    private static final int HINTS = ECHO - 1;

    private static final String[] NONE = {};

    /** Names of parameters that are secret, by their last letter. */
    private static final String[][] PARAMETERS = parameters();

    // what a character is to the pass
    private static final byte WORD = 1;
    private static final byte JOINS = 2;
    private static final byte TELLS = 4;

    /** Of a word too: headers are named within words, as in XAuthorization and sessionCookie. */
    private static final byte HEADER = 8 | WORD;

    private static final byte[] KINDS = kinds();

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
            if ((kind & WORD) != 0) {
                int begun = Beginnings.of(
                        c, i + 1 < length ? characters[i + 1] : 0, i + 2 < length ? characters[i + 2] : 0);
                marks |= begun == 0 ? 0 : begin(text, i, (char) c, begun, marks);
                for (i++; i < length && ((kind = KINDS[characters[i] & 0xFF]) & WORD) != 0; i++) {
                    marks |= kind == HEADER ? scheme(text, i, marks) : 0;
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

    private static String[][] parameters() {
        String[][] byLast = new String[128][];
        Arrays.fill(byLast, NONE);
        SecretNames.PARAMETERS.stream()
                .collect(Collectors.groupingBy(name -> name.charAt(name.length() - 1)))
                .forEach((last, names) -> byLast[last] = names.toArray(NONE));
        return byLast;
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[256];
        for (char c = 0; c < 128; c++) {
            if (TokenForms.alphanumeric(c)) {
                kinds[c] = c == 'A' || c == 'C' ? HEADER : WORD;
            } else {
                kinds[c] = (byte)
                        (("+/-_".indexOf(c) >= 0 ? JOINS : 0) | ("=:.~$-|\t%\"_<@&\\".indexOf(c) >= 0 ? TELLS : 0));
            }
        }
        return kinds;
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
    private static int begin(String text, int i, char c, int begun, int found) {
        int told = (begun & Beginnings.TOKEN) == 0 ? 0 : token(text, i, found);
        told |= (begun & Beginnings.COMMAND) != 0 && Beginnings.command(text, i) ? COMMAND : 0;
        return (begun & Beginnings.WORD) == 0 ? told : told | word(text, i, c, found);
    }

    private static int word(String text, int i, char c, int found) {
        return switch (c) {
            case 'a', 'A' ->
                scheme(text, i, found) | prose(text, i) | statement(text, i, "AUTH ") | statement(text, i, "auth=(");
            case 'b', 'B' -> scheme(text, i, found) | statement(text, i, "bindpw ");
            case 'c', 'C' ->
                scheme(text, i, found)
                        | (text.startsWith("ConfigMap", i) ? OBJECT : 0)
                        | (text.startsWith("chpasswd", i) ? ECHO : 0)
                        | statement(text, i, "Content-Disposition");
            case 'S' -> (text.startsWith("Secret", i) ? OBJECT : 0) | prose(text, i) | sets(text, i);
            case 'e' -> (text.startsWith("echo", i) ? ECHO : 0);
            case 'E' -> sets(text, i);
            case 'p' -> (text.startsWith("printf", i) ? ECHO : 0) | prose(text, i) | sets(text, i);
            case 's' ->
                prose(text, i)
                        | sets(text, i)
                        | (text.startsWith("services/T", i) ? WEBHOOK : 0)
                        | statement(text, i, "send ")
                        | (text.startsWith("stringData", i) ? OBJECT : 0);
            case 'P', 't', 'T' -> prose(text, i);
            case 'i', 'I' -> spaced(text, i, "identified");
            case 'd' -> (text.startsWith("discord", i) ? WEBHOOK : 0) | statement(text, i, "db.auth(");
            case 'k' -> text.startsWith("kubectl ", i) ? OBJECT : 0;
            case 'm' -> statement(text, i, "masterauth ");
            case 'N' -> statement(text, i, "NetworkCredential(");
            case 'o' -> text.startsWith("outlook.office", i) ? WEBHOOK : 0;
            case 'r' ->
                statement(text, i, "requirepass ")
                        | statement(text, i, "rootpw ")
                        | statement(text, i, "rocommunity")
                        | statement(text, i, "rwcommunity");
            case 'h' -> text.startsWith("hooks.slack.com/", i) ? WEBHOOK : 0;
            case 'w' -> text.startsWith("webhook.office", i) ? WEBHOOK : 0;
            default -> 0;
        };
    }

    private static int other(String text, int i, char c, int found) {
        return switch (c) {
            case '=' -> name(text, i, found) | (parameter(text, i) ? STATEMENT : 0);
            case ':' -> name(text, i, found) | url(text, i, found) | token(text, i, found) | before(text, i);
            case '.', '~', '$' -> token(text, i, found);
            case '-' -> dash(text, i) | (text.startsWith("-us", i) ? token(text, i, found) : 0);
            case '|' -> BAR;
            case '<' ->
                (text.startsWith("<<", i) ? ECHO | BAR : 0)
                        | ((found & MARKUP) == 0 && Markup.at(text, i) != null ? MARKUP : 0);
            case '@' -> url(text, i, found);
            case '&', '\\' -> (found & ESCAPE) == 0 && Escapes.at(text, i) ? ESCAPE : 0;
            case '\t' -> COMMAND;
            case '%' ->
                i + 2 < text.length()
                                && Character.digit(text.charAt(i + 1), 16) >= 0
                                && Character.digit(text.charAt(i + 2), 16) >= 0
                        ? PERCENT
                        : 0;
            case '"' -> text.startsWith("\"auth", i) || text.startsWith("\"_auth", i) ? STATEMENT : 0;
            case '_' ->
                i + 1 < text.length() && text.charAt(i + 1) == 'a' && text.startsWith("_auth", i) ? STATEMENT : 0;
            default -> 0;
        };
    }

    /** What the word before this colon tells. */
    private static int before(String text, int i) {
        return switch (i > 0 ? text.charAt(i - 1) : '\0') {
            case 'p' -> text.startsWith("/p:", i - 2) ? COMMAND : 0;
            case 's' -> text.startsWith("/pass", i - 5) ? COMMAND : 0;
            case 'd' -> text.startsWith("/password", i - 9) ? COMMAND : 0;
            case 'c' -> text.startsWith("jdbc:oracle:", i - 4) ? STATEMENT : 0;
            default -> 0;
        };
    }

    private static int dash(String text, int i) {
        char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
        if (next == '-' && text.startsWith("----", i)) {
            return text.startsWith("BEGIN", i + 4)
                            || text.startsWith("-BEGIN", i + 4)
                            || text.startsWith(" BEGIN", i + 4)
                    ? BLOCK
                    : 0;
        }
        if (next == 'L' && text.startsWith("-Lines:", i)) {
            return BLOCK;
        }
        if (next == '-' && text.startsWith("--password-command", i)) {
            return STATEMENT;
        }
        boolean option = i == 0 || text.charAt(i - 1) <= ' ' || "\"'=".indexOf(text.charAt(i - 1)) >= 0;
        return option && next > ' ' ? COMMAND : 0;
    }

    private static int prose(String text, int i) {
        return Prose.begins(text, i) ? PROSE : 0;
    }

    private static int sets(String text, int i) {
        int told = CommandWords.sets(text, i) ? COMMAND : 0;
        return text.regionMatches(true, i, "set password", 0, 12) ? told | STATEMENT : told;
    }

    private static int statement(String text, int i, String beginning) {
        return text.startsWith(beginning, i) ? STATEMENT : 0;
    }

    private static int spaced(String text, int i, String word) {
        int end = i + word.length();
        boolean told =
                end < text.length() && text.charAt(end) == ' ' && text.regionMatches(true, i, word, 0, word.length());
        return told ? STATEMENT : 0;
    }

    /** A parameter of an address that is secret by itself: sig, key, code, session and others. */
    private static boolean parameter(String text, int equals) {
        char last = equals > 0 ? SecretNames.lower(text.charAt(equals - 1)) : '\0';
        String[] names = last < PARAMETERS.length ? PARAMETERS[last] : NONE;
        for (String name : names) {
            int start = equals - name.length();
            if (start > 0
                    && "?&;".indexOf(text.charAt(start - 1)) >= 0
                    && text.regionMatches(true, start, name, 0, name.length())) {
                return true;
            }
        }
        return false;
    }
}
