// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.rules;

import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.correlate.CorrelationPlan;
import io.fairlead.detect.explain.Explainers;
import io.fairlead.detect.filter.FilteredMatcher;
import io.fairlead.detect.rule.RuleSet;

/**
 * A rule set, ready to judge. Immutable and thread-safe: all subtasks of a process share it.
 *
 * @param published the files and since when they are in force
 * @param rules what they compile to
 * @param matcher asks events
 * @param plan sends matches to correlations
 * @param explainers tell of a match how its rule's condition came true
 */
public record InForce(
        PublishedRuleSet published,
        RuleSet rules,
        FilteredMatcher matcher,
        CorrelationPlan plan,
        Explainers explainers) {
    /** Compiles a set. */
    static InForce of(PublishedRuleSet published) {
        RuleSet rules = RuleSetCompiler.standard().compile(published.files());
        return new InForce(
                published, rules, FilteredMatcher.compile(rules), CorrelationPlan.of(rules), new Explainers());
    }

    /** The same rules, published once more. */
    InForce since(PublishedRuleSet again) {
        return new InForce(again, rules, matcher, plan, explainers);
    }

    /** The set's version. */
    public String version() {
        return published.version();
    }
}
