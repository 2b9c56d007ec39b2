// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import io.fairlead.detect.rule.CorrelationRule;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a correlation counts or measures over the matches of its window, kept up to date as matches come and go: a window of
 * ten thousand is never walked for each new match. Exact: no order of coming and going changes the result.
 */
interface Measure {
    /** Takes a match in. */
    void add(CorrelationInput input);

    /** Takes a match out that was taken in. */
    void remove(CorrelationInput input);

    /** The result; empty when there is nothing to measure. */
    Optional<BigDecimal> result();

    /** The measure of this correlation's type, of an empty window. */
    static Measure of(CorrelationRule rule) {
        return switch (rule.type()) {
            case EVENT_COUNT -> new Distinct(input -> java.util.List.of(input.activity()));
            case VALUE_COUNT -> new Distinct(CorrelationInput::values);
            case TEMPORAL -> new Distinct(input -> java.util.List.of(input.ruleId()));
            case TEMPORAL_ORDERED -> new Ordered(rule.ruleIds());
            case VALUE_SUM -> new Sum(false);
            case VALUE_AVG -> new Sum(true);
            case VALUE_PERCENTILE -> Ranked.percentile(rule.percentile().orElseThrow());
            case VALUE_MEDIAN -> Ranked.median();
        };
    }
}
