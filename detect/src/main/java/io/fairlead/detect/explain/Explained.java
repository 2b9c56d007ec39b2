// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.explain;

import java.util.List;
import java.util.Optional;

/**
 * What a rule's condition says of one event.
 *
 * @param condition the whole condition with its answers
 */
public record Explained(ConditionNode condition) {
    /** Whether the condition is true. */
    public boolean holds() {
        return condition.holds();
    }

    /**
     * The fewest answers that would have to be different; none when the condition is true, empty when no event could make it
     * true.
     */
    public Optional<List<Miss>> misses() {
        return NearestMiss.of(condition);
    }
}
