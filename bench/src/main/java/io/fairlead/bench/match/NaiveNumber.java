// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.bench.match;

import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;

/** A number with a fraction or an exponent, and how it is written: to texts 200.00 and 2e2 are not 200. */
final class NaiveNumber extends DecimalNode {
    private static final long serialVersionUID = 1;

    private final String written;

    NaiveNumber(BigDecimal value, String written) {
        super(value);
        this.written = written;
    }

    @Override
    public String asText() {
        return written;
    }
}
