// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

import java.util.Locale;
import java.util.Optional;

/** What a correlation counts or measures in its window. */
public enum CorrelationType {
    /** Distinct activities. */
    EVENT_COUNT,
    /** Distinct values of a field. */
    VALUE_COUNT,
    /** Distinct base rules that matched, in any order. */
    TEMPORAL,
    /** Base rules that matched in the order of the list. */
    TEMPORAL_ORDERED,
    /** The sum of a field's numbers. */
    VALUE_SUM,
    /** The mean of a field's numbers. */
    VALUE_AVG,
    /** The smallest of a field's numbers that is not below a given share of them. */
    VALUE_PERCENTILE,
    /** The middle one of a field's numbers, or the mean of the middle two. */
    VALUE_MEDIAN;

    /** The type as rules write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it measures numbers; the others count. */
    public boolean isNumeric() {
        return switch (this) {
            case VALUE_SUM, VALUE_AVG, VALUE_PERCENTILE, VALUE_MEDIAN -> true;
            case EVENT_COUNT, VALUE_COUNT, TEMPORAL, TEMPORAL_ORDERED -> false;
        };
    }

    /** Whether its condition names a field. */
    public boolean readsField() {
        return this == VALUE_COUNT || isNumeric();
    }

    /** The type of this name; empty when there is none of that name. */
    public static Optional<CorrelationType> of(String text) {
        for (CorrelationType type : values()) {
            if (type.text().equals(text)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
