// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.rules;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;

/**
 * Rule sets in the order in which they came into force. What was received before the first of them is judged by the first.
 */
public final class RuleTimeline implements Serializable {
    private static final long serialVersionUID = 1;

    private final List<PublishedRuleSet> sets;

    private RuleTimeline(List<PublishedRuleSet> sets) {
        this.sets = sets.stream()
                .sorted(Comparator.comparingLong(PublishedRuleSet::effectiveFrom))
                .toList();
        if (sets.isEmpty()) {
            throw new IllegalArgumentException("a timeline holds at least one rule set");
        }
    }

    /** These sets, at least one. */
    public static RuleTimeline of(List<PublishedRuleSet> sets) {
        return new RuleTimeline(sets);
    }

    /** The set in force for what was received at this time, in milliseconds since the epoch. */
    public PublishedRuleSet at(long receivedAt) {
        for (int i = sets.size() - 1; i > 0; i--) {
            if (sets.get(i).effectiveFrom() <= receivedAt) {
                return sets.get(i);
            }
        }
        return sets.getFirst();
    }

    /** The set that came or will come into force last. */
    public PublishedRuleSet newest() {
        return sets.getLast();
    }

    /** All of them, in order. */
    public List<PublishedRuleSet> sets() {
        return sets;
    }

    /** What of it is needed for receipts from one time to another. */
    public RuleTimeline within(long from, long to) {
        PublishedRuleSet first = at(from);
        return new RuleTimeline(sets.stream()
                .filter(set -> set == first || (set.effectiveFrom() > from && set.effectiveFrom() <= to))
                .toList());
    }

    /** The sets that came into force after this time, up to and at another, in order. */
    List<PublishedRuleSet> between(long after, long upTo) {
        return sets.stream()
                .filter(set -> set.effectiveFrom() > after && set.effectiveFrom() <= upTo)
                .toList();
    }

    /** What tells this timeline from others. */
    String name() {
        StringBuilder name = new StringBuilder();
        sets.forEach(set -> name.append(set.version())
                .append('@')
                .append(set.effectiveFrom())
                .append(' '));
        return name.toString();
    }
}
