// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect;

import io.fairlead.detect.rule.Condition;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.RuleSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The paths of documents that rules read, by dataset. */
final class ReadFields {
    private final Map<String, Set<String>> byDataset = new TreeMap<>();

    private ReadFields() {}

    /** What the conditions of these rules read; those that are asked about every dataset read none in particular. */
    static Map<String, Set<String>> of(RuleSet rules) {
        ReadFields fields = new ReadFields();
        for (DetectionRule rule : rules.rules()) {
            Set<String> paths = new TreeSet<>();
            collect(rule.condition(), paths);
            if (!rule.scope().everywhere()) {
                rule.scope().datasets().forEach(dataset -> fields.add(dataset, paths));
            }
        }
        return fields.byDataset;
    }

    private void add(String dataset, Set<String> paths) {
        byDataset.computeIfAbsent(dataset, unused -> new TreeSet<>()).addAll(paths);
    }

    private static void collect(Condition condition, Set<String> paths) {
        switch (condition) {
            case Condition.And and -> collect(and.conditions(), paths);
            case Condition.Or or -> collect(or.conditions(), paths);
            case Condition.AtLeast some -> collect(some.conditions(), paths);
            case Condition.Not not -> collect(not.condition(), paths);
            case Condition.Selection selection -> collect(selection.condition(), paths);
            case Condition.FieldCondition field -> paths.add(field.field());
            case Condition.ProjectedCondition projected ->
                paths.addAll(projected.projection().sources());
            case Condition.KeywordCondition anywhere -> {}
        }
    }

    private static void collect(List<Condition> conditions, Set<String> paths) {
        conditions.forEach(condition -> collect(condition, paths));
    }
}
