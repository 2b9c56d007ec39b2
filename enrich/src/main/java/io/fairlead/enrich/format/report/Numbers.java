// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.report;

import java.util.Optional;

/** Numbers in texts. */
final class Numbers {
    private static final int LONGEST = 24;

    private Numbers() {}

    /** The number, or empty when the text is none or not finite. */
    static Optional<Double> of(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        char first = text.charAt(0);
        if (first != '-' && first != '.' && (first < '0' || first > '9')) {
            return Optional.empty();
        }
        try {
            return Optional.of(Double.parseDouble(text)).filter(number -> Double.isFinite(number));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }
}
