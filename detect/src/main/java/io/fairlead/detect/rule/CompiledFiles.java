// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

import java.util.List;

/** What a front end made of its files. */
public record CompiledFiles(
        List<DetectionRule> rules,
        List<CorrelationRule> correlations,
        List<RuleFilter> filters,
        List<Rejection> rejections,
        List<Warning> warnings) {
    public CompiledFiles {
        rules = List.copyOf(rules);
        correlations = List.copyOf(correlations);
        filters = List.copyOf(filters);
        rejections = List.copyOf(rejections);
        warnings = List.copyOf(warnings);
    }

    /** Of a language without filters. */
    public CompiledFiles(
            List<DetectionRule> rules,
            List<CorrelationRule> correlations,
            List<Rejection> rejections,
            List<Warning> warnings) {
        this(rules, correlations, List.of(), rejections, warnings);
    }
}
