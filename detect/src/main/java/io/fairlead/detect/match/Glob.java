// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import io.fairlead.detect.rule.TextPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A wildcard pattern over code points; time is at most length of pattern times length of text. */
final class Glob {
    private static final int ONE = -1;
    private static final int MANY = -2;

    private final int[] pattern;

    Glob(TextPattern text, boolean cased) {
        List<Integer> symbols = new ArrayList<>();
        for (TextPattern.Part part : text.parts()) {
            switch (part) {
                case TextPattern.Literal literal ->
                    (cased ? literal.text() : literal.text().toLowerCase(Locale.ROOT))
                            .codePoints()
                            .forEach(symbols::add);
                case TextPattern.Wildcard wildcard -> symbols.add(wildcard == TextPattern.Wildcard.ONE ? ONE : MANY);
            }
        }
        this.pattern = symbols.stream().mapToInt(Integer::intValue).toArray();
    }

    boolean matches(String text) {
        int at = 0;
        int star = -1;
        int retry = 0;
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            if (at < pattern.length && (pattern[at] == ONE || pattern[at] == c)) {
                at++;
                i += Character.charCount(c);
            } else if (at < pattern.length && pattern[at] == MANY) {
                star = at++;
                retry = i;
            } else if (star >= 0) {
                retry += Character.charCount(text.codePointAt(retry));
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
}
