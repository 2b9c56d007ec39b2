// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.Condition;
import java.util.List;

/** The opposite of a condition, negations moved inwards so that explanations can show what is excluded. */
final class Negation {
    private Negation() {}

    static Condition of(Condition condition) {
        return switch (condition) {
            case Condition.And and -> new Condition.Or(all(and.conditions()));
            case Condition.Or or -> new Condition.And(all(or.conditions()));
            case Condition.Not not -> not.condition();
            case Condition.AtLeast atLeast -> new Condition.Not(atLeast);
            case Condition.Selection selection -> new Condition.Not(selection);
            case Condition.FieldCondition field -> new Condition.Not(field);
            case Condition.KeywordCondition keyword -> new Condition.Not(keyword);
            case Condition.ProjectedCondition projected -> new Condition.Not(projected);
        };
    }

    private static List<Condition> all(List<Condition> conditions) {
        return conditions.stream().map(Negation::of).toList();
    }
}
