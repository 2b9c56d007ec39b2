// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A rule over several events.
 *
 * @param info what it says about itself; its hash covers its base rules too
 * @param type what is counted or measured
 * @param ruleIds ids of the base rules, in the order of the list; correlations may be among them
 * @param groupBy events count together when these fields agree; empty: all events do
 * @param timespan length of a window
 * @param threshold the condition on the count or measure
 * @param valueFields the fields whose values are counted together, or the one that is measured; empty for the types that read none
 * @param generate true when its base rules make alerts of their own too
 * @param percentile share of the numbers, 0 to 100; empty for every type but {@code value_percentile}
 * @param depth 1 over rules on single events, one more than the deepest correlation it refers to otherwise
 * @param silent true when it only serves other correlations: it makes no alert of its own
 */
public record CorrelationRule(
        RuleInfo info,
        CorrelationType type,
        List<String> ruleIds,
        List<GroupField> groupBy,
        Duration timespan,
        Threshold threshold,
        List<GroupField> valueFields,
        boolean generate,
        Optional<BigDecimal> percentile,
        int depth,
        boolean silent) {
    /** How many correlations may stand on one another. */
    public static final int DEEPEST = 4;

    public CorrelationRule {
        ruleIds = List.copyOf(ruleIds);
        groupBy = List.copyOf(groupBy);
        valueFields = List.copyOf(valueFields);
        if (depth < 1 || depth > DEEPEST) {
            throw new IllegalArgumentException("depth is from 1 to " + DEEPEST + ", not " + depth);
        }
    }

    /** A correlation over rules on single events that alerts. */
    public CorrelationRule(
            RuleInfo info,
            CorrelationType type,
            List<String> ruleIds,
            List<GroupField> groupBy,
            Duration timespan,
            Threshold threshold,
            List<GroupField> valueFields,
            boolean generate) {
        this(info, type, ruleIds, groupBy, timespan, threshold, valueFields, generate, Optional.empty(), 1, false);
    }

    /** The rule's id. */
    public String id() {
        return info.id();
    }

    /** The window's length in microseconds of event time. */
    public long timespanMicros() {
        return timespan.toNanos() / 1_000;
    }

    /** The same correlation, making alerts of its own or not. */
    public CorrelationRule withSilent(boolean newSilent) {
        return new CorrelationRule(
                info, type, ruleIds, groupBy, timespan, threshold, valueFields, generate, percentile, depth, newSilent);
    }
}
