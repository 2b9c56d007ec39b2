// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One scalar of a document, with what predicates keep asking of it. */
final class Value {
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        NULL
    }

    /** Stands for the answer of a predicate that asked for absence, or for presence alone. */
    static final Value ABSENT = new Value(Kind.NULL, "");

    private static final int LONGEST_NUMBER = 64;

    private final Kind kind;
    private final String text;
    private @Nullable String folded;
    private @Nullable Optional<BigDecimal> number;

    Value(Kind kind, String text) {
        this.kind = kind;
        this.text = text;
    }

    Kind kind() {
        return kind;
    }

    boolean isNull() {
        return kind == Kind.NULL;
    }

    /** The text of a string, the JSON text of a number or boolean. */
    String text() {
        return text;
    }

    /** The text without difference of case. */
    String folded() {
        String known = folded;
        if (known == null) {
            known = text.toLowerCase(Locale.ROOT);
            folded = known;
        }
        return known;
    }

    /** The value as a number; empty when it does not read as one. */
    Optional<BigDecimal> number() {
        Optional<BigDecimal> known = number;
        if (known == null) {
            known = Numbers.parse(text, LONGEST_NUMBER);
            number = known;
        }
        return known;
    }
}
