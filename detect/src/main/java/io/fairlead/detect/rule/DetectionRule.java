// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

import java.util.List;
import java.util.Optional;

/**
 * A rule that one event can fulfil.
 *
 * @param info what it says about itself
 * @param scope which events it is asked about
 * @param condition what must be true
 * @param namesStage true when it asks for an audit stage itself; then every record of a request is judged, else only the
 *     decisive one
 * @param silent true when it only serves correlations: it makes no alert of its own
 * @param fields fields its author wants shown, as the document names them
 * @param output the rule's own words for its alerts
 */
public record DetectionRule(
        RuleInfo info,
        Scope scope,
        Condition condition,
        boolean namesStage,
        boolean silent,
        List<String> fields,
        Optional<OutputTemplate> output) {
    public DetectionRule {
        fields = List.copyOf(fields);
    }

    /** A rule without words of its own. */
    public DetectionRule(
            RuleInfo info, Scope scope, Condition condition, boolean namesStage, boolean silent, List<String> fields) {
        this(info, scope, condition, namesStage, silent, fields, Optional.empty());
    }

    /** The rule's id. */
    public String id() {
        return info.id();
    }

    /** The same rule that says this about itself. */
    public DetectionRule withInfo(RuleInfo newInfo) {
        return new DetectionRule(newInfo, scope, condition, namesStage, silent, fields, output);
    }

    /** The same rule, making alerts of its own or not. */
    public DetectionRule withSilent(boolean newSilent) {
        return new DetectionRule(info, scope, condition, namesStage, newSilent, fields, output);
    }
}
