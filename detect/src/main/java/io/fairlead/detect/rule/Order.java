// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

import java.util.Locale;
import java.util.Optional;

/** How one number stands to another. */
public enum Order {
    GT,
    GTE,
    LT,
    LTE,
    EQ,
    NEQ;

    /** Whether a number holds whose comparison with the bound gave this sign. */
    public boolean holds(int sign) {
        return switch (this) {
            case GT -> sign > 0;
            case GTE -> sign >= 0;
            case LT -> sign < 0;
            case LTE -> sign <= 0;
            case EQ -> sign == 0;
            case NEQ -> sign != 0;
        };
    }

    /** The order of this name ({@code gt}, {@code gte} …); empty when there is none of that name. */
    public static Optional<Order> of(String text) {
        for (Order order : values()) {
            if (order.name().toLowerCase(Locale.ROOT).equals(text)) {
                return Optional.of(order);
            }
        }
        return Optional.empty();
    }
}
