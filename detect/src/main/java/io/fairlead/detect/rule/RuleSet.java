// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

import java.util.List;
import java.util.Optional;

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
}
