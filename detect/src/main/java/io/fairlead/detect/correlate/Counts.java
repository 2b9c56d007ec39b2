// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.CorrelationType;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What each type of correlation counts in a window. */
final class Counts {
    private Counts() {}

    /** The count of these matches, given in order of time, each counting for itself ({@link #key}). */
    static long of(CorrelationRule rule, List<CorrelationInput> window) {
        return switch (rule.type()) {
            case EVENT_COUNT -> window.size();
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

    /** What makes a match count once: another one of the same key adds nothing to a window. */
    static List<String> key(CorrelationType type, CorrelationInput input) {
        return switch (type) {
            case EVENT_COUNT -> List.of(input.activity());
            case VALUE_COUNT ->
                Stream.concat(Stream.of(input.activity()), input.values().stream())
                        .toList();
            case TEMPORAL, TEMPORAL_ORDERED -> List.of(input.activity(), input.ruleId());
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
