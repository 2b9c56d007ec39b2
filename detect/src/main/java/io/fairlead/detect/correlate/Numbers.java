// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Numbers in texts, as exact decimals of a bounded size. */
final class Numbers {
    private static final int LONGEST = 40;
    private static final int WIDEST = 40;

    private Numbers() {}

    /** The numbers among these texts; what is no number, or one beyond 40 digits, is left out. */
    static List<BigDecimal> of(List<String> texts) {
        List<BigDecimal> numbers = new ArrayList<>(texts.size());
        for (String text : texts) {
            if (text.isEmpty() || text.length() > LONGEST) {
                continue;
            }
            try {
                BigDecimal number = new BigDecimal(text);
                if (Math.abs((long) number.scale()) <= WIDEST) {
                    numbers.add(number.stripTrailingZeros());
                }
            } catch (NumberFormatException none) {
                continue;
            }
        }
        return numbers;
    }
}
