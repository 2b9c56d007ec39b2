// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.explain;

import io.fairlead.detect.match.EventView;
import io.fairlead.detect.match.Match;
import io.fairlead.detect.match.RuleMatcher;
import io.fairlead.detect.rule.Condition;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.Predicate;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.detect.rule.Scope;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Answers every part of one rule's condition for an event.
 *
 * <p>Each part is compiled as a rule of its own and judged by the matcher that judges live, so an explanation cannot
 * disagree with what runs. Slower than matching by the number of parts: for alerts and for people, not for every event.
 * Thread-safe.
 */
public final class Explainer {
    /** True of everything: its match carries the event's values when nothing else is true. */
    private static final Condition ALWAYS = new Condition.And(List.of());

    private final Condition root;
    private final RuleMatcher matcher;

    private Explainer(DetectionRule rule) {
        this.root = rule.condition();
        List<Condition> parts = new ArrayList<>(List.of(ALWAYS));
        collect(root, parts);
        List<DetectionRule> rules = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            rules.add(part(rule, Integer.toString(i), parts.get(i)));
        }
        this.matcher = RuleMatcher.compile(new RuleSet("parts", rules, List.of(), List.of(), List.of()));
    }

    /** Compiles a rule's parts. */
    public static Explainer of(DetectionRule rule) {
        return new Explainer(rule);
    }

    /**
     * Answers for a document, whatever its dataset and stage: those are the scope's business.
     *
     * @param document JSON in UTF-8; its position is left alone
     */
    public Explained explain(ByteBuffer document) {
        Map<String, Match> matches = matcher.match("", true, document).stream()
                .collect(Collectors.toMap(match -> match.rule().id(), match -> match));
        Match always = matches.get("0");
        if (always == null) {
            throw new IllegalStateException("a rule that asks nothing is true of every document");
        }
        return new Explained(new Reading(matches.keySet(), always.event()).node(root));
    }

    private static void collect(Condition condition, List<Condition> parts) {
        parts.add(condition);
        children(condition).forEach(child -> collect(child, parts));
    }

    private static List<Condition> children(Condition condition) {
        return switch (condition) {
            case Condition.And and -> and.conditions();
            case Condition.Or or -> or.conditions();
            case Condition.AtLeast some -> some.conditions();
            case Condition.Not not -> List.of(not.condition());
            case Condition.Selection selection -> List.of(selection.condition());
            case Condition.FieldCondition unused -> List.of();
            case Condition.KeywordCondition unused -> List.of();
            case Condition.ProjectedCondition unused -> List.of();
        };
    }

    private static DetectionRule part(DetectionRule rule, String id, Condition condition) {
        Scope everywhere = new Scope(rule.scope().logsource(), Set.of(), true);
        return new DetectionRule(rule.info().part(id), everywhere, condition, true, false, List.of());
    }

    /** Walks the condition in the order in which its parts were numbered. */
    private static final class Reading {
        private final Set<String> fulfilled;
        private final EventView event;
        private int next = 1;

        Reading(Set<String> fulfilled, EventView event) {
            this.fulfilled = fulfilled;
            this.event = event;
        }

        ConditionNode node(Condition condition) {
            boolean holds = fulfilled.contains(Integer.toString(next++));
            return switch (condition) {
                case Condition.And unused -> joined(ConditionNode.Kind.ALL, "", 0, holds, condition);
                case Condition.Or unused -> joined(ConditionNode.Kind.ANY, "", 0, holds, condition);
                case Condition.AtLeast some -> joined(ConditionNode.Kind.AT_LEAST, "", some.number(), holds, condition);
                case Condition.Not unused -> joined(ConditionNode.Kind.NOT, "", 0, holds, condition);
                case Condition.Selection selection ->
                    joined(ConditionNode.Kind.SELECTION, selection.name(), 0, holds, condition);
                case Condition.FieldCondition field ->
                    leaf(
                            holds,
                            question(
                                    field.field(),
                                    field.predicate(),
                                    event.has(field.field()),
                                    event.values(field.field())));
                case Condition.KeywordCondition keyword ->
                    leaf(holds, question("", keyword.predicate(), true, List.of()));
                case Condition.ProjectedCondition projected -> {
                    List<String> values = event.values(projected.projection());
                    yield leaf(
                            holds,
                            question(projected.projection().name(), projected.predicate(), !values.isEmpty(), values));
                }
            };
        }

        private ConditionNode joined(
                ConditionNode.Kind kind, String name, int number, boolean holds, Condition condition) {
            List<ConditionNode> parts = new ArrayList<>();
            children(condition).forEach(child -> parts.add(node(child)));
            return new ConditionNode(kind, name, number, holds, Optional.empty(), parts);
        }

        private static ConditionNode leaf(boolean holds, Question question) {
            return new ConditionNode(ConditionNode.Kind.QUESTION, "", 0, holds, Optional.of(question), List.of());
        }

        private static Question question(String field, Predicate predicate, boolean present, List<String> values) {
            List<String> shown = values.stream().limit(Question.MOST_VALUES).toList();
            return new Question(field, predicate.operator(), predicate.pattern(), present, shown);
        }
    }
}
