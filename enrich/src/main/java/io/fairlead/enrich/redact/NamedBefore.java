// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

/** Values whose name stands before them as a value of its own: {@code name: DB_PASSWORD}, and then {@code value: …}. */
final class NamedBefore {
    private static final int LONGEST_GAP = 64;
    private static final int LONGEST_NAME = 64;
    private static final String BETWEEN = " \t\r\n,;\"'\\{-|";
    private static final String[] WORDS = {"name", "key"};

    private NamedBefore() {}

    /** Whether this is the word value, and a name before it says that what follows is secret. */
    static boolean tells(String text, int start, int end) {
        if (end - start != 5 || !text.regionMatches(true, start, "value", 0, 5)) {
            return false;
        }
        int nameEnd = back(text, start, BETWEEN);
        int name = nameEnd;
        while (name > 0 && nameEnd - name < LONGEST_NAME && NamedValues.nameLike(text.charAt(name - 1))) {
            name--;
        }
        int sign = back(text, name, "\"'\\ \t");
        if (name == nameEnd || sign == 0 || text.charAt(sign - 1) != ':' && text.charAt(sign - 1) != '=') {
            return false;
        }
        int word = back(text, sign - 1, "\"'\\ \t");
        String named = text.substring(name, nameEnd);
        return names(text, word)
                && (SecretNames.field(named)
                        || NamedValues.capitals(named, 0, named.length()) && SecretNames.variable(named));
    }

    private static boolean names(String text, int end) {
        for (String word : WORDS) {
            int start = end - word.length();
            if (start >= 0
                    && text.regionMatches(true, start, word, 0, word.length())
                    && (start == 0 || !NamedValues.nameLike(text.charAt(start - 1)))) {
                return true;
            }
        }
        return false;
    }

    private static int back(String text, int from, String over) {
        int i = from;
        while (i > 0 && from - i < LONGEST_GAP && over.indexOf(text.charAt(i - 1)) >= 0) {
            i--;
        }
        return i;
    }
}
