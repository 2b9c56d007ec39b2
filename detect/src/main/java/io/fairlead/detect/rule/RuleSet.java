// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A compiled set: what runs, what does not, and under which version.
 *
 * @param version hash of all files, as in the manifest
 * @param rules rules on single events, in the order of the files
 * @param correlations rules on several events
 * @param filters exceptions to rules on single events
 * @param rejections rules that do not run
 * @param warnings rules that run but deserve a look
 */
public record RuleSet(
        String version,
        List<DetectionRule> rules,
        List<CorrelationRule> correlations,
        List<RuleFilter> filters,
        List<Rejection> rejections,
        List<Warning> warnings) {
    /** A set without any rule, version {@code none}. */
    public static final RuleSet EMPTY = new RuleSet("none", List.of(), List.of(), List.of(), List.of());

    public RuleSet {
        rules = List.copyOf(rules);
        correlations = List.copyOf(correlations);
        filters = List.copyOf(filters);
        rejections = List.copyOf(rejections);
        warnings = List.copyOf(warnings);
    }

    /** A set without filters. */
    public RuleSet(
            String version,
            List<DetectionRule> rules,
            List<CorrelationRule> correlations,
            List<Rejection> rejections,
            List<Warning> warnings) {
        this(version, rules, correlations, List.of(), rejections, warnings);
    }

    /** The rule of this id. */
    public Optional<DetectionRule> rule(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /** The correlation of this id. */
    public Optional<CorrelationRule> correlation(String id) {
        return correlations.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /** The correlations that count matches of this rule. */
    public List<CorrelationRule> correlationsOf(String ruleId) {
        return correlations.stream()
                .filter(correlation -> correlation.ruleIds().contains(ruleId))
                .toList();
    }

    /**
     * Ids of the filters that were considered for what a correlation counted: those that cover one of the rules at its
     * bottom and worked at this time, in the order of the set.
     */
    public List<String> filtersOver(CorrelationRule correlation, Instant receivedAt) {
        Set<String> bottom = new HashSet<>();
        Deque<CorrelationRule> open = new ArrayDeque<>(List.of(correlation));
        while (!open.isEmpty()) {
            for (String id : open.pop().ruleIds()) {
                // circles are rejected, so this ends
                correlation(id).ifPresentOrElse(open::push, () -> bottom.add(id));
            }
        }
        return filters.stream()
                .filter(filter ->
                        !filter.isExpired(receivedAt) && bottom.stream().anyMatch(filter::covers))
                .map(RuleFilter::id)
                .toList();
    }
}
