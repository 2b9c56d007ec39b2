// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

import java.util.List;

/**
 * What must be true of one event, as a tree.
 *
 * <p>{@code And} of nothing is true, {@code Or} of nothing is false. A leaf on an absent field is false unless its
 * predicate asks for absence; {@code Not} of it is therefore true.
 */
public sealed interface Condition {
    /** All of them. */
    record And(List<Condition> conditions) implements Condition {
        public And {
            conditions = List.copyOf(conditions);
        }
    }

    /** Any of them. */
    record Or(List<Condition> conditions) implements Condition {
        public Or {
            conditions = List.copyOf(conditions);
        }
    }

    /** At least this many of them. */
    record AtLeast(int number, List<Condition> conditions) implements Condition {
        public AtLeast {
            conditions = List.copyOf(conditions);
        }
    }

    /** The opposite. */
    record Not(Condition condition) implements Condition {}

    /** A named part of a rule; the name is what an explanation shows. */
    record Selection(String name, Condition condition) implements Condition {}

    /**
     * A question about one field. Where the field holds several values, one of them must answer.
     *
     * @param field dotted path in the document
     * @param predicate the question
     */
    record FieldCondition(String field, Predicate predicate) implements Condition {}

    /** A question that any value anywhere in the document may answer. */
    record KeywordCondition(Predicate predicate) implements Condition {}

    /** A question about computed values; false where there are none. */
    record ProjectedCondition(Projection projection, Quantifier quantifier, Predicate predicate) implements Condition {}
}
