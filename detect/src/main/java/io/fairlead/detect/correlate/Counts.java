// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.CorrelationType;
import java.util.Collection;
import java.util.List;

/** What each type of correlation counts in a window. */
final class Counts {
    private Counts() {}

    /** The count of these matches, given in order of time. */
    static long of(CorrelationRule rule, List<CorrelationInput> window) {
        return switch (rule.type()) {
            case EVENT_COUNT ->
                window.stream().map(CorrelationInput::activity).distinct().count();
            case VALUE_COUNT ->
                window.stream()
                        .map(CorrelationInput::values)
                        .flatMap(Collection::stream)
                        .distinct()
                        .count();
            case TEMPORAL ->
                window.stream().map(CorrelationInput::ruleId).distinct().count();
            case TEMPORAL_ORDERED -> inOrder(rule.ruleIds(), window);
        };
    }

    /** Whether the second match adds nothing to a window that holds the first. */
    static boolean sameCount(CorrelationType type, CorrelationInput first, CorrelationInput second) {
        if (!first.activity().equals(second.activity())) {
            return false;
        }
        return switch (type) {
            case EVENT_COUNT -> true;
            case VALUE_COUNT -> first.values().equals(second.values());
            case TEMPORAL, TEMPORAL_ORDERED -> first.ruleId().equals(second.ruleId());
        };
    }

    /** How many rules of the list were matched one after the other, from the first on. */
    private static long inOrder(List<String> ruleIds, List<CorrelationInput> window) {
        int reached = 0;
        for (CorrelationInput entry : window) {
            if (reached < ruleIds.size() && ruleIds.get(reached).equals(entry.ruleId())) {
                reached++;
            }
        }
        return reached;
    }
}
