// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match.text;

import io.fairlead.detect.match.scan.Utf8;
import io.fairlead.detect.rule.TextPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A wildcard pattern over characters in UTF-8; time is at most length of pattern times length of text. */
public final class Glob {
    private static final int ONE = -1;
    private static final int MANY = -2;

    private final int[] pattern;

    /** @param cased false for a pattern that is put to text in lower case */
    public Glob(TextPattern text, boolean cased) {
        List<Integer> symbols = new ArrayList<>();
        for (TextPattern.Part part : text.parts()) {
            switch (part) {
                case TextPattern.Literal literal -> {
                    for (byte one :
                            Utf8.bytes(cased ? literal.text() : literal.text().toLowerCase(Locale.ROOT))) {
                        symbols.add(one & 0xFF);
                    }
                }
                case TextPattern.Wildcard wildcard -> symbols.add(wildcard == TextPattern.Wildcard.ONE ? ONE : MANY);
            }
        }
        this.pattern = symbols.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Whether the text between these two places fits. */
    public boolean matches(byte[] text, int start, int end) {
        int at = 0;
        int star = -1;
        int retry = start;
        int i = start;
        while (i < end) {
            if (at < pattern.length && pattern[at] == (text[i] & 0xFF)) {
                at++;
                i++;
            } else if (at < pattern.length && pattern[at] == ONE) {
                at++;
                i = next(text, i, end);
            } else if (at < pattern.length && pattern[at] == MANY) {
                star = at++;
                retry = i;
            } else if (star >= 0) {
                retry = next(text, retry, end);
                i = retry;
                at = star + 1;
            } else {
                return false;
            }
        }
        while (at < pattern.length && pattern[at] == MANY) {
            at++;
        }
        return at == pattern.length;
    }

    /** Where the next character begins. */
    private static int next(byte[] text, int from, int end) {
        int i = from + 1;
        while (i < end && (text[i] & 0xC0) == 0x80) {
            i++;
        }
        return i;
    }
}
