// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import java.util.List;
import java.util.Optional;

/** A condition as written, before lists and macros are bound. */
sealed interface Expression {
    /** All of them. */
    record And(List<Expression> parts) implements Expression {}

    /** Any of them. */
    record Or(List<Expression> parts) implements Expression {}

    /** The opposite. */
    record Not(Expression part) implements Expression {}

    /** A lone word: the name of a macro. */
    record Word(String name) implements Expression {}

    /** What a macro stands for, under its name. */
    record Named(String name, Expression part) implements Expression {}

    /**
     * A comparison.
     *
     * @param field left side
     * @param operator what is compared how
     * @param values right side; none for {@code exists}
     * @param other right side where it is a field
     */
    record Check(Field field, Operator operator, List<Literal> values, Optional<Field> other) implements Expression {}

    /**
     * A field as written.
     *
     * @param transformers functions around it, the outermost first
     * @param name its name, without argument
     * @param argument what stands in its brackets
     */
    record Field(List<String> transformers, String name, Optional<String> argument) {
        /** The field alone, without the functions around it. */
        Field plain() {
            return new Field(List.of(), name, argument);
        }

        /** As a rule would write it. */
        String text() {
            StringBuilder text = new StringBuilder();
            transformers.forEach(transformer -> text.append(transformer).append('('));
            text.append(name);
            argument.ifPresent(key -> text.append('[').append(key).append(']'));
            return text.append(")".repeat(transformers.size())).toString();
        }
    }

    /**
     * A value as written.
     *
     * @param text without quotes
     * @param quoted whether it stood in quotes; then it is never the name of a list
     */
    record Literal(String text, boolean quoted) {
        /** An item of a list, a value of an exception: quotes inside the text count. */
        static Literal of(String text) {
            boolean quoted = text.length() >= 2
                    && (text.charAt(0) == '"' || text.charAt(0) == '\'')
                    && text.charAt(text.length() - 1) == text.charAt(0);
            return quoted ? new Literal(text.substring(1, text.length() - 1), true) : new Literal(text, false);
        }
    }
}
