// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import java.util.stream.Stream;

/** Tells a name that ends in none of some words by its last three letters, without what stands between words. */
final class LastLetters {
    private static final int TOLD_BY = 3;
    private static final int LETTERS = 26;

    private final boolean[] told = new boolean[LETTERS * LETTERS * LETTERS];

    /** For these words in small letters; those that end in a digit need not be told, and names that do are not. */
    LastLetters(Stream<String> words) {
        words.filter(word -> !Character.isDigit(word.charAt(word.length() - 1))).forEach(this::add);
    }

    /** Whether the name between these places may end in one of the words, in whatever case. */
    boolean may(String text, int from, int to) {
        int letters = 0;
        int code = 0;
        for (int i = to - 1; i >= from && letters < TOLD_BY; i--) {
            char c = SecretNames.lower(text.charAt(i));
            if (c >= 'a' && c <= 'z') {
                code = code * LETTERS + c - 'a';
                letters++;
            } else if (c != '_' && c != '-' && c != '.') {
                return true;
            }
        }
        return letters < TOLD_BY || told[code];
    }

    private void add(String word) {
        int length = word.length();
        int last = (word.charAt(length - 1) - 'a') * LETTERS + word.charAt(length - 2) - 'a';
        boolean any = length < TOLD_BY;
        char from = any ? 'a' : word.charAt(length - TOLD_BY);
        char to = any ? 'z' : from;
        for (char c = from; c <= to; c++) {
            told[last * LETTERS + c - 'a'] = true;
        }
    }
}
