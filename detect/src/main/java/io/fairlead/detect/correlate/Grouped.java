// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import io.fairlead.detect.rule.CorrelationRule;
import java.util.Map;

/**
 * A match on its way to the state of one correlation and one group.
 *
 * @param correlation the correlation
 * @param stateHash names the state of the correlation, see {@link CorrelationPlan#stateHash}
 * @param group group-by names and values, in the order of the rule; empty where all events count together
 * @param input the match
 */
public record Grouped(
        CorrelationRule correlation, String stateHash, Map<String, String> group, CorrelationInput input) {
    /** Key of the state: changes with the correlation's hash, so that a changed rule starts clean. */
    public String key() {
        return GroupKeys.of(stateHash, group);
    }
}
