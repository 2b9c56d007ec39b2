// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.CompiledFiles;
import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.Rejection;
import io.fairlead.detect.rule.RuleFilter;
import io.fairlead.detect.rule.Warning;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Base rules of correlations make no alerts of their own, unless a correlation says so. */
record Silence(List<CorrelationRule> correlations, Set<String> silent) {
    static Silence of(List<CorrelationRule> correlations) {
        Set<String> silent = new HashSet<>();
        correlations.forEach(correlation -> silent.addAll(correlation.ruleIds()));
        correlations.stream()
                .filter(CorrelationRule::generate)
                .forEach(one -> one.ruleIds().forEach(silent::remove));
        return new Silence(correlations, silent);
    }

    CompiledFiles applied(
            List<DetectionRule> rules, List<RuleFilter> filters, List<Rejection> rejections, List<Warning> warnings) {
        return new CompiledFiles(
                rules.stream()
                        .map(rule -> silent.contains(rule.id()) ? rule.withSilent(true) : rule)
                        .toList(),
                correlations.stream()
                        .map(rule -> silent.contains(rule.id()) ? rule.withSilent(true) : rule)
                        .toList(),
                filters,
                rejections,
                warnings);
    }
}
