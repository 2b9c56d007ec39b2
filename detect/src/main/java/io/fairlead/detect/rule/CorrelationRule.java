// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A rule over several events.
 *
 * @param info what it says about itself; its hash covers its base rules too, so it names the state that belongs to it
 * @param type what is counted
 * @param ruleIds ids of the base rules, in the order of the list
 * @param groupBy events count together when these fields agree; empty: all events do
 * @param timespan length of a window
 * @param threshold the condition on the count
 * @param valueField the counted field of {@code value_count}; empty for the other types
 * @param generate true when its base rules make alerts of their own too
 */
public record CorrelationRule(
        RuleInfo info,
        CorrelationType type,
        List<String> ruleIds,
        List<GroupField> groupBy,
        Duration timespan,
        Threshold threshold,
        Optional<GroupField> valueField,
        boolean generate) {
    public CorrelationRule {
        ruleIds = List.copyOf(ruleIds);
        groupBy = List.copyOf(groupBy);
    }

    /** The rule's id. */
    public String id() {
        return info.id();
    }

    /** The window's length in microseconds of event time. */
    public long timespanMicros() {
        return timespan.toNanos() / 1_000;
    }
}
