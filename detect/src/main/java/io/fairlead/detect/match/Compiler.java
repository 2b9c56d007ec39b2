// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import io.fairlead.detect.rule.Condition;
import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.GroupField;
import io.fairlead.detect.rule.Predicate;
import io.fairlead.detect.rule.Projection;
import io.fairlead.detect.rule.RuleSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns conditions into programs whose equal leaves are one. */
final class Compiler {
    private final FieldIndex index;
    private final Map<Condition, Leaf> leaves = new HashMap<>();
    private boolean hasKeywords;

    Compiler(RuleSet set) {
        this.index = new FieldIndex(fields(set), projections(set));
    }

    FieldIndex index() {
        return index;
    }

    int leaves() {
        return leaves.size();
    }

    boolean hasKeywords() {
        return hasKeywords;
    }

    Program compile(Condition condition) {
        return switch (condition) {
            case Condition.And and -> new Program.All(compile(and.conditions()));
            case Condition.Or or -> new Program.Any(compile(or.conditions()));
            case Condition.AtLeast atLeast -> new Program.Some(atLeast.number(), compile(atLeast.conditions()));
            case Condition.Not not -> new Program.Negated(compile(not.condition()));
            case Condition.Selection selection -> new Program.Named(selection.name(), compile(selection.condition()));
            case Condition.FieldCondition field ->
                new Program.Ask(leaves.computeIfAbsent(
                        field, unused -> Leaf.of(leaves.size(), field.field(), field.predicate(), index)));
            case Condition.ProjectedCondition projected ->
                new Program.Ask(
                        leaves.computeIfAbsent(projected, unused -> Leaf.projected(leaves.size(), projected, index)));
            case Condition.KeywordCondition keyword -> {
                hasKeywords = true;
                yield new Program.Ask(
                        leaves.computeIfAbsent(keyword, unused -> Leaf.keyword(leaves.size(), keyword.predicate())));
            }
        };
    }

    private List<Program> compile(List<Condition> conditions) {
        return conditions.stream().map(this::compile).toList();
    }

    private static Set<String> fields(RuleSet set) {
        Set<String> fields = new LinkedHashSet<>();
        for (DetectionRule rule : set.rules()) {
            fields(rule.condition(), fields);
        }
        for (CorrelationRule correlation : set.correlations()) {
            correlation.groupBy().forEach(group -> fields(group, correlation, fields));
            correlation.valueField().ifPresent(value -> fields(value, correlation, fields));
        }
        return fields;
    }

    private static void fields(GroupField group, CorrelationRule correlation, Set<String> fields) {
        correlation.ruleIds().forEach(rule -> fields.add(group.fieldFor(rule)));
    }

    private static void fields(Condition condition, Set<String> fields) {
        switch (condition) {
            case Condition.And and -> and.conditions().forEach(part -> fields(part, fields));
            case Condition.Or or -> or.conditions().forEach(part -> fields(part, fields));
            case Condition.AtLeast atLeast -> atLeast.conditions().forEach(part -> fields(part, fields));
            case Condition.Not not -> fields(not.condition(), fields);
            case Condition.Selection selection -> fields(selection.condition(), fields);
            case Condition.FieldCondition leaf -> {
                fields.add(leaf.field());
                if (leaf.predicate() instanceof Predicate.FieldReference reference) {
                    fields.add(reference.other());
                }
            }
            case Condition.KeywordCondition unused -> {}
            case Condition.ProjectedCondition unused -> {}
        }
    }

    /** What rules show in their own words: read only of events that match. */
    static FieldIndex outputs(RuleSet set) {
        Set<Projection> projections = new LinkedHashSet<>();
        set.rules().forEach(rule -> rule.output().ifPresent(output -> projections.addAll(output.projections())));
        return new FieldIndex(Set.of(), projections);
    }

    private static Set<Projection> projections(RuleSet set) {
        Set<Projection> projections = new LinkedHashSet<>();
        for (DetectionRule rule : set.rules()) {
            projections(rule.condition(), projections);
        }
        return projections;
    }

    private static void projections(Condition condition, Set<Projection> projections) {
        switch (condition) {
            case Condition.And and -> and.conditions().forEach(part -> projections(part, projections));
            case Condition.Or or -> or.conditions().forEach(part -> projections(part, projections));
            case Condition.AtLeast atLeast -> atLeast.conditions().forEach(part -> projections(part, projections));
            case Condition.Not not -> projections(not.condition(), projections);
            case Condition.Selection selection -> projections(selection.condition(), projections);
            case Condition.ProjectedCondition leaf -> projections.add(leaf.projection());
            case Condition.FieldCondition unused -> {}
            case Condition.KeywordCondition unused -> {}
        }
    }
}
