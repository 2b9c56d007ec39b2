// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.yaml.RuleException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The rules a correlation may refer to, by id and by name. */
final class BaseRules {
    private final Map<String, DetectionRule> rules = new HashMap<>();
    private final Set<String> correlations = new HashSet<>();

    /** Whether the id or the name is taken already. */
    boolean isTaken(String id, String name) {
        return rules.containsKey(id)
                || correlations.contains(id)
                || (!name.isEmpty() && (rules.containsKey(name) || correlations.contains(name)));
    }

    void add(DetectionRule rule) {
        rules.put(rule.id(), rule);
        if (!rule.info().name().isEmpty()) {
            rules.put(rule.info().name(), rule);
        }
    }

    void addCorrelation(String id, String name) {
        correlations.add(id);
        if (!name.isEmpty()) {
            correlations.add(name);
        }
    }

    DetectionRule find(String reference, int line) throws RuleException {
        DetectionRule rule = rules.get(reference);
        if (rule != null) {
            return rule;
        }
        if (correlations.contains(reference)) {
            throw new RuleException(
                    RejectionCode.UNSUPPORTED, line, "'" + reference + "' is a correlation: chains are not supported");
        }
        throw new RuleException(
                RejectionCode.UNKNOWN_RULE, line, "no rule '" + reference + "' in the set, or it was rejected itself");
    }
}
