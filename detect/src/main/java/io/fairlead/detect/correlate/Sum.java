// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/** The sum or the mean of all numbers in a window; decimal, so that adding and taking away leaves no trace. */
final class Sum implements Measure {
    private final boolean mean;
    private BigDecimal total = BigDecimal.ZERO;
    private long numbers;

    Sum(boolean mean) {
        this.mean = mean;
    }

    @Override
    public void add(CorrelationInput input) {
        for (BigDecimal number : Numbers.of(input.values())) {
            total = total.add(number);
            numbers++;
        }
    }

    @Override
    public void remove(CorrelationInput input) {
        for (BigDecimal number : Numbers.of(input.values())) {
            total = total.subtract(number);
            numbers--;
        }
    }

    @Override
    public Optional<BigDecimal> result() {
        if (numbers == 0) {
            return Optional.empty();
        }
        return Optional.of(mean ? total.divide(BigDecimal.valueOf(numbers), MathContext.DECIMAL64) : total);
    }
}
