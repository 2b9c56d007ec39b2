// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;

/** Stamps that count from 1970. */
public final class UnixTime {
    private static final BigDecimal LATEST = BigDecimal.valueOf(1L << 40);

    private UnixTime() {}

    /** The instant as RFC 3339 of seconds, with or without a fraction; a text as it is; empty for anything else. */
    public static String seconds(JsonNode node) {
        if (!node.isNumber()) {
            return node.isTextual() ? node.textValue() : "";
        }
        // a double holds seconds of today to the microsecond at best
        return seconds(
                node.isIntegralNumber()
                        ? node.decimalValue()
                        : new BigDecimal(node.asText())
                                .min(LATEST.add(BigDecimal.ONE))
                                .setScale(6, RoundingMode.HALF_EVEN));
    }

    /** The instant as RFC 3339 of seconds with a fraction to the nanosecond; empty outside of the years that are meant. */
    public static String seconds(BigDecimal seconds) {
        if (seconds.signum() < 0 || seconds.compareTo(LATEST) > 0) {
            return "";
        }
        try {
            return Instant.ofEpochSecond(
                            seconds.longValue(),
                            seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue())
                    .toString();
        } catch (DateTimeException outOfRange) {
            return "";
        }
    }
}
