// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import io.fairlead.detect.match.scan.Fields;
import io.fairlead.detect.rule.Condition;
import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.GroupField;
import io.fairlead.detect.rule.Predicate;
import io.fairlead.detect.rule.Projection;
import io.fairlead.detect.rule.RuleSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the rules and correlations of a set must know of a document. */
final class Needed {
    private final Set<String> fields = new LinkedHashSet<>();
    private final Set<Projection> projections = new LinkedHashSet<>();
    private boolean everything;

    private Needed() {}

    static Needed of(RuleSet set) {
        Needed needed = new Needed();
        for (DetectionRule rule : set.rules()) {
            if (!rule.scope().isEmpty()) {
                needed.add(rule.condition());
            }
        }
        for (CorrelationRule correlation : set.correlations()) {
            correlation.groupBy().forEach(group -> needed.add(group, correlation));
            correlation.valueFields().forEach(value -> needed.add(value, correlation));
        }
        return needed;
    }

    /** What rules show in their own words: read only of events that match. */
    static Fields outputs(RuleSet set) {
        Needed needed = new Needed();
        set.rules().forEach(rule -> rule.output().ifPresent(output -> needed.projections.addAll(output.projections())));
        return needed.fieldsToRead();
    }

    Set<Projection> projections() {
        return projections;
    }

    /** Whether some rule has keywords, which any value may answer. */
    boolean everything() {
        return everything;
    }

    Fields fieldsToRead() {
        List<String> parts = projections.stream()
                .flatMap(projection -> projection.sources().stream())
                .toList();
        return new Fields(fields, parts);
    }

    private void add(GroupField group, CorrelationRule correlation) {
        correlation.ruleIds().forEach(rule -> fields.add(group.fieldFor(rule)));
    }

    private void add(Condition condition) {
        switch (condition) {
            case Condition.And and -> and.conditions().forEach(this::add);
            case Condition.Or or -> or.conditions().forEach(this::add);
            case Condition.AtLeast atLeast -> atLeast.conditions().forEach(this::add);
            case Condition.Not not -> add(not.condition());
            case Condition.Selection selection -> add(selection.condition());
            case Condition.FieldCondition leaf -> {
                fields.add(leaf.field());
                if (leaf.predicate() instanceof Predicate.FieldReference reference) {
                    fields.add(reference.other());
                }
            }
            case Condition.KeywordCondition unused -> everything = true;
            case Condition.ProjectedCondition leaf -> projections.add(leaf.projection());
        }
    }
}
