// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.rules;

import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.Rejection;
import io.fairlead.detect.rule.RuleInfo;
import io.fairlead.detect.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a name on the command line means in a rule set.
 *
 * @param rules rules on single events: the rule itself, or those that the correlation counts
 * @param correlation the correlation of that name
 * @param rejections rules of that name that do not run
 */
public record RuleChoice(List<DetectionRule> rules, Optional<CorrelationRule> correlation, List<Rejection> rejections) {
    /** Looks a rule up by id, name or title, upper and lower case alike. */
    public static RuleChoice of(RuleSet set, String name) {
        List<DetectionRule> rules = new ArrayList<>();
        for (DetectionRule rule : set.rules()) {
            if (is(rule.info(), name)) {
                rules.add(rule);
            }
        }
        Optional<CorrelationRule> correlation = set.correlations().stream()
                .filter(rule -> is(rule.info(), name))
                .findFirst();
        correlation.ifPresent(
                found -> found.ruleIds().forEach(id -> set.rule(id).ifPresent(rules::add)));
        List<Rejection> rejections = set.rejections().stream()
                .filter(rejection -> name.equalsIgnoreCase(rejection.id()) || name.equalsIgnoreCase(rejection.title()))
                .toList();
        return new RuleChoice(rules, correlation, rejections);
    }

    /** Whether the set knows nothing of that name. */
    public boolean isEmpty() {
        return rules.isEmpty() && correlation.isEmpty() && rejections.isEmpty();
    }

    private static boolean is(RuleInfo rule, String name) {
        return name.equalsIgnoreCase(rule.id())
                || name.equalsIgnoreCase(rule.name())
                || name.equalsIgnoreCase(rule.title());
    }
}
