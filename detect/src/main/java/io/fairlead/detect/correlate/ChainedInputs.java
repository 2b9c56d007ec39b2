// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import io.fairlead.detect.rule.CorrelationRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a correlation fired, as a match for the correlations that stand on it. */
final class ChainedInputs {
    private static final String DATASET = "fairlead.alerts";

    private ChainedInputs() {}

    static CorrelationInput of(
            CorrelationRule inner, Map<String, String> group, Fired fired, List<String> values, Limits limits) {
        String alertId = AlertIds.correlated(inner.id(), group, fired.anchor());
        return new CorrelationInput(
                alertId,
                alertId,
                fired.anchor(),
                fired.receivedAtMillis(),
                DATASET,
                inner.id(),
                List.of(),
                values,
                Map.of(),
                last(flat(fired.evidence()), limits.chained()));
    }

    /** The matches of rules on single events behind these, the deepest ones in the place of each correlation's. */
    static List<CorrelationInput> flat(List<CorrelationInput> inputs) {
        return inputs.stream()
                .flatMap(input -> input.evidence().isEmpty() ? Stream.of(input) : flat(input.evidence()).stream())
                .toList();
    }

    static <T> List<T> last(List<T> all, int number) {
        return new ArrayList<>(all.subList(Math.max(0, all.size() - number), all.size()));
    }
}
