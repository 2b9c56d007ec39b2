// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

import java.util.Locale;
import java.util.Optional;

/** What a correlation counts in its window. */
public enum CorrelationType {
    /** Distinct activities. */
    EVENT_COUNT,
    /** Distinct values of a field. */
    VALUE_COUNT,
    /** Distinct base rules that matched, in any order. */
    TEMPORAL,
    /** Base rules that matched in the order of the list. */
    TEMPORAL_ORDERED;

    /** The type as rules write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
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
