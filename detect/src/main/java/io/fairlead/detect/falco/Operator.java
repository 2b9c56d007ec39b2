// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import java.util.Optional;

/** Comparison operators; the longest word first where one begins another. */
enum Operator {
    EQUALS_TWICE("==", Right.ONE),
    EQUALS("=", Right.ONE),
    DIFFERS("!=", Right.ONE),
    LESS_EQUAL("<=", Right.NUMBER),
    LESS("<", Right.NUMBER),
    GREATER_EQUAL(">=", Right.NUMBER),
    GREATER(">", Right.NUMBER),
    INTERSECTS("intersects", Right.LIST),
    IN("in", Right.LIST),
    PMATCH("pmatch", Right.LIST),
    CONTAINS("contains", Right.ONE),
    ICONTAINS("icontains", Right.ONE),
    BCONTAINS("bcontains", Right.ONE),
    STARTSWITH("startswith", Right.ONE),
    BSTARTSWITH("bstartswith", Right.ONE),
    ENDSWITH("endswith", Right.ONE),
    GLOB("glob", Right.ONE),
    IGLOB("iglob", Right.ONE),
    REGEX("regex", Right.ONE),
    EXISTS("exists", Right.NOTHING);

    /** What stands to the right. */
    enum Right {
        NOTHING,
        ONE,
        NUMBER,
        LIST
    }

    private final String text;
    private final Right right;

    Operator(String text, Right right) {
        this.text = text;
        this.right = right;
    }

    String text() {
        return text;
    }

    Right right() {
        return right;
    }

    /** Whether it is a word, which must end before it is one. */
    boolean isWord() {
        return Character.isLetter(text.charAt(0));
    }

    static Optional<Operator> of(String text) {
        for (Operator operator : values()) {
            if (operator.text.equals(text)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }
}
