// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.explain;

import java.util.List;

/**
 * A leaf of a condition, and what the event has to say to it.
 *
 * @param field the field or computed name; empty for keywords, which ask every value
 * @param operator the comparison
 * @param pattern what the rule asks for
 * @param present whether the event has the field, whatever it holds; true for keywords
 * @param values the field's values, nulls left out, at most {@link #MOST_VALUES}
 */
public record Question(String field, String operator, String pattern, boolean present, List<String> values) {
    /** What is shown of a field with many values. */
    static final int MOST_VALUES = 10;

    static final int LONGEST = 200;

    public Question {
        values = List.copyOf(values);
    }

    /** In words: the question, then what the event has. */
    public String text() {
        String asked = (field.isEmpty() ? "any value" : field) + " " + operator + " '" + cut(pattern) + "'";
        if (field.isEmpty()) {
            return asked;
        }
        return asked + (present ? ", is " + has() : ", is absent");
    }

    private String has() {
        return values.isEmpty()
                ? "empty"
                : String.join(
                        ", ",
                        values.stream().map(value -> "'" + cut(value) + "'").toList());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
