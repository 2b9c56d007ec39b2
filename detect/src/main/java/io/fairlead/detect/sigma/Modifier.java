// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.Order;
import io.fairlead.detect.rule.TimePart;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The modifiers of Sigma 2.1 (Sigma modifiers appendix), by what they work on. */
enum Modifier {
    ALL,
    NEQ,
    CASED,
    CONTAINS,
    STARTSWITH,
    ENDSWITH,
    WINDASH,
    EXPAND,
    BASE64,
    BASE64OFFSET,
    UTF16,
    UTF16LE,
    UTF16BE,
    WIDE,
    RE,
    I,
    M,
    S,
    CIDR,
    EXISTS,
    FIELDREF,
    GT,
    GTE,
    LT,
    LTE,
    MINUTE,
    HOUR,
    DAY,
    WEEK,
    MONTH,
    YEAR;

    private static final Map<String, Modifier> LONG_NAMES = Map.of("ignorecase", I, "multiline", M, "dotall", S);

    static Optional<Modifier> of(String name) {
        if (LONG_NAMES.containsKey(name)) {
            return Optional.ofNullable(LONG_NAMES.get(name));
        }
        for (Modifier modifier : values()) {
            if (modifier.text().equals(name)) {
                return Optional.of(modifier);
            }
        }
        return Optional.empty();
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The comparison this modifier stands for. */
    Optional<Order> order() {
        return switch (this) {
            case GT, GTE, LT, LTE -> Order.of(text());
            default -> Optional.empty();
        };
    }

    /** The part of a time this modifier picks. */
    Optional<TimePart> timePart() {
        return switch (this) {
            case MINUTE, HOUR, DAY, WEEK, MONTH, YEAR -> Optional.of(TimePart.valueOf(name()));
            default -> Optional.empty();
        };
    }

    /** Whether it changes text into other text. */
    boolean transformsText() {
        return switch (this) {
            case CONTAINS, STARTSWITH, ENDSWITH, WINDASH, EXPAND, BASE64, BASE64OFFSET, UTF16, UTF16LE, UTF16BE, WIDE ->
                true;
            default -> false;
        };
    }
}
