// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.Condition;
import io.fairlead.detect.rule.Predicate;
import java.util.Map;
import java.util.Set;

/**
 * What some fields of documents can hold, and so which questions to them can never be answered with yes. Of every other
 * field nothing is known.
 *
 * @param numbers fields that hold whole numbers only
 * @param texts fields that hold one of these texts only
 */
record FieldValues(Set<String> numbers, Map<String, Set<String>> texts) {
    /** Nothing is known of any field. */
    static final FieldValues ANY = new FieldValues(Set.of(), Map.of());

    FieldValues {
        numbers = Set.copyOf(numbers);
        texts = Map.copyOf(texts);
    }

    /** Whether no event can fulfil the condition. */
    boolean canNeverHold(Condition condition) {
        return switch (condition) {
            case Condition.And and -> and.conditions().stream().anyMatch(this::canNeverHold);
            case Condition.Or or -> or.conditions().stream().allMatch(this::canNeverHold);
            case Condition.AtLeast atLeast ->
                atLeast.conditions().stream()
                                .filter(part -> !canNeverHold(part))
                                .count()
                        < atLeast.number();
            case Condition.Selection selection -> canNeverHold(selection.condition());
            case Condition.FieldCondition leaf ->
                leaf.predicate() instanceof Predicate.Text text && canNeverFit(leaf.field(), text);
            case Condition.Not unused -> false; // what can never be false is not looked for
            case Condition.KeywordCondition unused -> false;
            case Condition.ProjectedCondition unused -> false;
        };
    }

    private boolean canNeverFit(String field, Predicate.Text text) {
        if (numbers.contains(field)) {
            return text.text().literal().chars().anyMatch(c -> (c < '0' || c > '9') && c != '-')
                    || (text.text().literal().isEmpty() && !text.text().hasWildcard());
        }
        Set<String> known = texts.get(field);
        return known != null && !text.text().hasWildcard() && known.stream().noneMatch(value -> fits(value, text));
    }

    private static boolean fits(String value, Predicate.Text text) {
        String literal = text.text().literal();
        return text.cased() ? value.equals(literal) : value.equalsIgnoreCase(literal);
    }

    /** The first leaf that can never be true, for people; empty when there is none. */
    String firstImpossible(Condition condition) {
        return switch (condition) {
            case Condition.And and -> first(and.conditions());
            case Condition.Or or -> first(or.conditions());
            case Condition.AtLeast atLeast -> first(atLeast.conditions());
            case Condition.Selection selection -> firstImpossible(selection.condition());
            case Condition.FieldCondition leaf ->
                canNeverHold(leaf)
                        ? leaf.field() + " cannot be '" + leaf.predicate().pattern() + "'"
                        : "";
            case Condition.Not unused -> "";
            case Condition.KeywordCondition unused -> "";
            case Condition.ProjectedCondition unused -> "";
        };
    }

    private String first(Iterable<Condition> conditions) {
        for (Condition condition : conditions) {
            String found = firstImpossible(condition);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return "";
    }
}
