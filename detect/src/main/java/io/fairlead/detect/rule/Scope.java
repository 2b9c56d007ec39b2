// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

import java.util.Set;

/**
 * Which events a rule is asked about.
 *
 * @param logsource what the author wrote
 * @param datasets datasets that carry these logs; empty when none does, then the rule is asked about nothing
 * @param everywhere true when the rule is asked about every event, whatever its dataset
 */
public record Scope(Logsource logsource, Set<String> datasets, boolean everywhere) {
    public Scope {
        datasets = Set.copyOf(datasets);
    }

    /** Whether events of this dataset are judged by the rule. */
    public boolean covers(String dataset) {
        return everywhere || datasets.contains(dataset);
    }

    /** Whether no event can ever reach the rule. */
    public boolean isEmpty() {
        return !everywhere && datasets.isEmpty();
    }
}
