// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** How many rules of a list were matched one after the other, from the first on. One event is one step at most. */
final class Ordered implements Measure {
    private final List<String> ruleIds;
    private final Map<String, NavigableSet<CorrelationInput>> matches = new HashMap<>();

    Ordered(List<String> ruleIds) {
        this.ruleIds = ruleIds;
    }

    @Override
    public void add(CorrelationInput input) {
        matches.computeIfAbsent(input.ruleId(), rule -> new TreeSet<>(CorrelationInput.BY_EVENT))
                .add(input);
    }

    @Override
    public void remove(CorrelationInput input) {
        matches.computeIfPresent(input.ruleId(), (rule, held) -> held.remove(input) && held.isEmpty() ? null : held);
    }

    @Override
    public Optional<BigDecimal> result() {
        CorrelationInput reached = null;
        int steps = 0;
        for (String ruleId : ruleIds) {
            NavigableSet<CorrelationInput> of = matches.get(ruleId);
            reached = of == null ? null : reached == null ? of.first() : of.higher(reached);
            if (reached == null) {
                break;
            }
            steps++;
        }
        return Optional.of(BigDecimal.valueOf(steps));
    }
}
