// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import io.fairlead.detect.rule.Condition;
import java.util.List;
import java.util.function.Function;

/** A rule's condition as its author wrote it, over shared leaves: what an explanation goes through. */
sealed interface Program {
    boolean holds(Evaluation evaluation);

    /** The condition over these leaves. */
    static Program of(Condition condition, Function<Condition, Leaf> leaves) {
        return switch (condition) {
            case Condition.And and -> new All(of(and.conditions(), leaves));
            case Condition.Or or -> new Some(1, of(or.conditions(), leaves));
            case Condition.AtLeast atLeast -> new Some(atLeast.number(), of(atLeast.conditions(), leaves));
            case Condition.Not not -> new Negated(of(not.condition(), leaves));
            case Condition.Selection selection -> new Named(selection.name(), of(selection.condition(), leaves));
            case Condition.FieldCondition leaf -> new Ask(leaves.apply(leaf));
            case Condition.ProjectedCondition leaf -> new Ask(leaves.apply(leaf));
            case Condition.KeywordCondition leaf -> new Ask(leaves.apply(leaf));
        };
    }

    private static List<Program> of(List<Condition> conditions, Function<Condition, Leaf> leaves) {
        return conditions.stream().map(condition -> of(condition, leaves)).toList();
    }

    record All(List<Program> parts) implements Program {
        @Override
        public boolean holds(Evaluation evaluation) {
            for (Program part : parts) {
                if (!part.holds(evaluation)) {
                    return false;
                }
            }
            return true;
        }
    }

    record Some(int number, List<Program> parts) implements Program {
        @Override
        public boolean holds(Evaluation evaluation) {
            int missing = number;
            for (Program part : parts) {
                if (missing > 0 && part.holds(evaluation)) {
                    missing--;
                }
            }
            return missing <= 0;
        }
    }

    record Negated(Program part) implements Program {
        @Override
        public boolean holds(Evaluation evaluation) {
            return !part.holds(evaluation);
        }
    }

    record Named(String name, Program part) implements Program {
        @Override
        public boolean holds(Evaluation evaluation) {
            return part.holds(evaluation);
        }
    }

    record Ask(Leaf leaf) implements Program {
        @Override
        public boolean holds(Evaluation evaluation) {
            return evaluation.answer(leaf.id) != Answer.NO;
        }
    }
}
