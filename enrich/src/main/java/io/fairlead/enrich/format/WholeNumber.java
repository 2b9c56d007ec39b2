// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import java.util.OptionalLong;

/** Whole numbers that are written as text. */
public final class WholeNumber {
    private static final int LONGEST = 18;

    private WholeNumber() {}

    /** The number; empty when the text is anything else than at most 18 digits. */
    public static OptionalLong of(String text) {
        int length = text.length();
        if (length == 0 || length > LONGEST) {
            return OptionalLong.empty();
        }
        long number = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return OptionalLong.empty();
            }
            number = number * 10 + c - '0';
        }
        return OptionalLong.of(number);
    }
}
