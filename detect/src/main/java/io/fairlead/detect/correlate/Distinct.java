// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How many different things the matches of a window name. */
final class Distinct implements Measure {
    private final Function<CorrelationInput, List<String>> named;
    private final Map<String, Integer> times = new HashMap<>();

    Distinct(Function<CorrelationInput, List<String>> named) {
        this.named = named;
    }

    @Override
    public void add(CorrelationInput input) {
        named.apply(input).forEach(thing -> times.merge(thing, 1, Integer::sum));
    }

    @Override
    public void remove(CorrelationInput input) {
        named.apply(input).forEach(thing -> times.computeIfPresent(thing, (key, held) -> held > 1 ? held - 1 : null));
    }

    @Override
    public Optional<BigDecimal> result() {
        return Optional.of(BigDecimal.valueOf(times.size()));
    }
}
