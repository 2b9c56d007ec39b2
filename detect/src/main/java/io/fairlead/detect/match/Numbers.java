// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import java.math.BigDecimal;
import java.util.Optional;

/** Numbers out of hostile text: short ones only, with exponents that do not cost memory. */
final class Numbers {
    private static final int LARGEST_SCALE = 1_000;

    private Numbers() {}

    static Optional<BigDecimal> parse(String text, int longest) {
        if (text.isEmpty() || text.length() > longest || !mayBeNumber(text.charAt(0))) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return Math.abs((long) number.scale()) > LARGEST_SCALE ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private static boolean mayBeNumber(char first) {
        return (first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.';
    }
}
