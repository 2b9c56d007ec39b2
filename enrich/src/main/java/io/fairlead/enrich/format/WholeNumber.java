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
        boolean digits =
                !text.isEmpty() && text.length() <= LONGEST && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
