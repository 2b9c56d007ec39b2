// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A number of a window by its rank: a percentile is the smallest number that at least this share of all numbers does not
 * exceed (nearest rank, never a number that nobody sent); the median of an even number of numbers is the mean of the middle
 * two.
 */
final class Ranked implements Measure {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private final Optional<BigDecimal> percentile;
    private final TreeMap<BigDecimal, Integer> times = new TreeMap<>();
    private long numbers;

    private Ranked(Optional<BigDecimal> percentile) {
        this.percentile = percentile;
    }

    static Ranked percentile(BigDecimal share) {
        return new Ranked(Optional.of(share));
    }

    static Ranked median() {
        return new Ranked(Optional.empty());
    }

    @Override
    public void add(CorrelationInput input) {
        for (BigDecimal number : Numbers.of(input.values())) {
            times.merge(number, 1, Integer::sum);
            numbers++;
        }
    }

    @Override
    public void remove(CorrelationInput input) {
        for (BigDecimal number : Numbers.of(input.values())) {
            times.computeIfPresent(number, (key, held) -> held > 1 ? held - 1 : null);
            numbers--;
        }
    }

    @Override
    public Optional<BigDecimal> result() {
        if (numbers == 0) {
            return Optional.empty();
        }
        if (percentile.isPresent()) {
            long rank = percentile
                    .get()
                    .multiply(BigDecimal.valueOf(numbers))
                    .divide(HUNDRED, 0, RoundingMode.CEILING)
                    .longValueExact();
            return Optional.of(at(Math.max(1, rank)));
        }
        BigDecimal upper = at(numbers / 2 + 1);
        return Optional.of(numbers % 2 == 1 ? upper : at(numbers / 2).add(upper).divide(TWO));
    }

    /** The number of this rank, from 1. */
    private BigDecimal at(long rank) {
        long left = rank;
        for (Map.Entry<BigDecimal, Integer> entry : times.entrySet()) {
            left -= entry.getValue();
            if (left <= 0) {
                return entry.getKey();
            }
        }
        return times.lastKey();
    }
}
