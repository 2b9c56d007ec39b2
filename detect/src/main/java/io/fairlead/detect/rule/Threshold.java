// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A condition on what was counted or measured: all bounds must hold. One bound is a comparison, two make a range. */
public record Threshold(List<Bound> bounds) {
    /** One comparison with a number. */
    public record Bound(Order order, BigDecimal number) {
        /** A comparison with a whole number. */
        public Bound(Order order, long number) {
            this(order, BigDecimal.valueOf(number));
        }

        boolean holds(BigDecimal measured) {
            return order.holds(measured.compareTo(number));
        }
    }

    public Threshold {
        bounds = List.copyOf(bounds);
    }

    /** A threshold of one comparison. */
    public static Threshold of(Order order, long number) {
        return new Threshold(List.of(new Bound(order, number)));
    }

    /** Whether this count or measure fulfils the condition. */
    public boolean holds(BigDecimal measured) {
        return bounds.stream().allMatch(bound -> bound.holds(measured));
    }

    /** True for gt and gte alone: then the first event by which it holds decides. */
    public boolean isRising() {
        return bounds.stream().allMatch(bound -> bound.order() == Order.GT || bound.order() == Order.GTE);
    }

    /** For people: {@code gte 5 and lt 10}. */
    public String text() {
        return bounds.stream()
                .map(bound -> bound.order().name().toLowerCase(Locale.ROOT) + " "
                        + bound.number().toPlainString())
                .collect(Collectors.joining(" and "));
    }
}
