// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.Condition;

/** Whether a rule itself asks for the stage of a request. */
final class Stages {
    private Stages() {}

    static boolean asked(Condition condition, String stageField) {
        return switch (condition) {
            case Condition.And and -> and.conditions().stream().anyMatch(part -> asked(part, stageField));
            case Condition.Or or -> or.conditions().stream().anyMatch(part -> asked(part, stageField));
            case Condition.AtLeast atLeast -> atLeast.conditions().stream().anyMatch(part -> asked(part, stageField));
            case Condition.Not not -> asked(not.condition(), stageField);
            case Condition.Selection selection -> asked(selection.condition(), stageField);
            case Condition.FieldCondition leaf -> leaf.field().equals(stageField);
            case Condition.KeywordCondition unused -> false;
            case Condition.ProjectedCondition unused -> false;
        };
    }
}
