// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import java.util.function.UnaryOperator;

/**
 * Characters that stand as escapes in a text: {@code \\x22} and the like as JSON and access logs write them,
 * {@code &quot;} and {@code &#34;} as XML does.
 */
final class Escapes {
    private static final String[] NAMES = {"quot;", "lt;", "gt;", "apos;", "amp;"};
    private static final String CHARACTERS = "\"<>'&";

    /** Characters that are escaped again. */
    private static final String AGAIN = "\"<>'&=";

    private static final int LONGEST_NUMBER = 5;

    private Escapes() {}

    /** Whether an escape begins at this backslash or ampersand. */
    static boolean at(String text, int i) {
        return end(text, i) > i;
    }

    /** The text cleaned as it reads without its escapes, and escaped again; the same object when it is clean. */
    static String clean(String text, UnaryOperator<String> cleaner) {
        String[] escapes = new String[AGAIN.length()];
        String decoded = decode(text, escapes);
        String clean = cleaner.apply(decoded);
        return clean.equals(decoded) ? text : encode(clean, escapes);
    }

    private static String decode(String text, String[] escapes) {
        StringBuilder out = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int end = c == '\\' || c == '&' ? end(text, i) : i;
            if (end == i) {
                out.append(c);
                i++;
                continue;
            }
            char decoded = character(text, i, end);
            int again = AGAIN.indexOf(decoded);
            if (again >= 0) {
                escapes[again] = text.substring(i, end);
            }
            out.append(decoded);
            i = end;
        }
        return out.toString();
    }

    private static String encode(String clean, String[] escapes) {
        StringBuilder out = new StringBuilder(clean.length());
        for (int i = 0; i < clean.length(); i++) {
            int again = AGAIN.indexOf(clean.charAt(i));
            if (again >= 0 && escapes[again] != null) {
                out.append(escapes[again]);
            } else {
                out.append(clean.charAt(i));
            }
        }
        return out.toString();
    }

    /** Behind the escape that begins here, or this place itself. */
    private static int end(String text, int i) {
        if (text.charAt(i) == '\\') {
            return text.startsWith("u00", i + 1) && hex(text, i + 4, i + 6)
                    ? i + 6
                    : text.startsWith("x", i + 1) && hex(text, i + 2, i + 4) ? i + 4 : i;
        }
        if (text.startsWith("#", i + 1)) {
            int semicolon = text.indexOf(';', i, Math.min(text.length(), i + 3 + LONGEST_NUMBER));
            int from = text.startsWith("x", i + 2) ? i + 3 : i + 2;
            return semicolon > from && hex(text, from, semicolon) ? semicolon + 1 : i;
        }
        for (String name : NAMES) {
            if (text.startsWith(name, i + 1)) {
                return i + 1 + name.length();
            }
        }
        return i;
    }

    private static char character(String text, int i, int end) {
        if (text.charAt(i) == '\\') {
            return (char) Integer.parseInt(text, end - 2, end, 16);
        }
        if (text.charAt(i + 1) == '#') {
            boolean hex = text.charAt(i + 2) == 'x';
            return (char) Integer.parseInt(text, hex ? i + 3 : i + 2, end - 1, 16 - (hex ? 0 : 6));
        }
        for (int n = 0; n < NAMES.length; n++) {
            if (text.startsWith(NAMES[n], i + 1)) {
                return CHARACTERS.charAt(n);
            }
        }
        return text.charAt(i);
    }

    private static boolean hex(String text, int from, int to) {
        boolean hex = to <= text.length();
        for (int i = from; hex && i < to; i++) {
            hex = Character.digit(text.charAt(i), 16) >= 0;
        }
        return hex;
    }
}
