// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An exception to rules on single events (Sigma filters 2.1): what it excludes is no match of the rules that it names.
 *
 * @param info what it says about itself
 * @param owner who answers for it; empty when nobody is named
 * @param reason why it is right; empty when nothing is said
 * @param expires it works on events received before this time; empty: without end
 * @param exclusions what it excludes, one for each meaning that names have in the logs of its rules
 */
public record RuleFilter(
        RuleInfo info, String owner, String reason, Optional<Instant> expires, List<Exclusion> exclusions) {
    /**
     * What is excluded of these rules.
     *
     * @param ruleIds the rules
     * @param scope the events that they are asked about
     * @param condition true of the events that are excluded
     */
    public record Exclusion(Set<String> ruleIds, Scope scope, Condition condition) {
        public Exclusion {
            ruleIds = Set.copyOf(ruleIds);
        }
    }

    public RuleFilter {
        exclusions = List.copyOf(exclusions);
    }

    /** The filter's id. */
    public String id() {
        return info.id();
    }

    /** Whether it has stopped working for events received at this time. */
    public boolean isExpired(Instant receivedAt) {
        return expires.isPresent() && !receivedAt.isBefore(expires.get());
    }

    /** Whether it names this rule. */
    public boolean covers(String ruleId) {
        return exclusions.stream().anyMatch(exclusion -> exclusion.ruleIds().contains(ruleId));
    }
}
