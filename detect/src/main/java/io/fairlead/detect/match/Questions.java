// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import io.fairlead.detect.match.scan.Fields;
import io.fairlead.detect.match.text.GuardedRegex;
import io.fairlead.detect.rule.Condition;
import io.fairlead.detect.rule.Predicate;
import io.fairlead.detect.rule.Projection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The distinct questions of a set. Equal ones are one. Large groups of literals of which one must stand in the event become a
 * question too, which the index answers.
 */
final class Questions {
    /** From so many literals on, a group is worth a question. */
    private static final int LARGE = 4;

    /** So many of the parts. */
    record Counted(int number, List<Node> parts) {}

    private final Fields fields;
    private final Map<Projection, Integer> projections;
    private final Map<Condition, Leaf> leaves = new LinkedHashMap<>();
    private final List<Leaf> leafList = new ArrayList<>();
    private List<Optional<Needles>> needles = List.of();
    private final Map<List<Integer>, Integer> groups = new LinkedHashMap<>();
    private final Map<Counted, Integer> counts = new LinkedHashMap<>();
    private final List<GuardedRegex> guarded = new ArrayList<>();
    private int combinations;

    Questions(Fields fields, List<Projection> projections) {
        this.fields = fields;
        this.projections = new HashMap<>();
        projections.forEach(projection -> this.projections.put(projection, this.projections.size()));
    }

    List<Leaf> leaves() {
        return leafList;
    }

    List<GuardedRegex> guarded() {
        return guarded;
    }

    /** By number: questions of which one must be true. */
    Map<Integer, List<Integer>> groupsByNumber() {
        return turned(groups);
    }

    /** By number: how many of which parts. */
    Map<Integer, Counted> countsByNumber() {
        return turned(counts);
    }

    private static <T> Map<Integer, T> turned(Map<T, Integer> map) {
        Map<Integer, T> turned = new LinkedHashMap<>();
        map.forEach((value, number) -> turned.put(number, value));
        return turned;
    }

    /** The number of combinations, which are numbered -1, -2 and so on while it is not known how many leaves there are. */
    int combinations() {
        return combinations;
    }

    /** Finds the literals that leaves need; before this nothing may be asked about them. */
    void findNeedles() {
        needles = leaves.entrySet().parallelStream()
                .map(entry -> needles(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Optional<Needles> needles(Condition condition, Leaf leaf) {
        return condition instanceof Condition.ProjectedCondition
                ? Optional.empty()
                : Needles.of(leaf.predicate).filter(needles -> Watches.canWatch(leaf, needles));
    }

    /** The literals that a leaf needs; empty where there are none. */
    Optional<Needles> needles(int leaf) {
        return needles.get(leaf);
    }

    Leaf leaf(Condition condition) {
        Leaf known = leaves.get(condition);
        if (known == null) {
            known = make(leafList.size(), condition);
            leaves.put(condition, known);
            leafList.add(known);
        }
        return known;
    }

    private Leaf make(int id, Condition condition) {
        return switch (condition) {
            case Condition.KeywordCondition keyword ->
                Leaf.keyword(id, keyword.predicate(), Testers.of(keyword.predicate(), guarded));
            case Condition.ProjectedCondition projected -> projected(id, projected);
            case Condition.FieldCondition field -> field(id, field.field(), field.predicate());
            default -> throw new IllegalArgumentException(condition + " is no leaf");
        };
    }

    private Leaf projected(int id, Condition.ProjectedCondition condition) {
        int number = projections.getOrDefault(condition.projection(), -1);
        return condition.predicate() instanceof Predicate.Exists exists
                ? Leaf.projectedExists(id, number, condition, exists)
                : Leaf.projected(id, number, condition, Testers.of(condition.predicate(), guarded));
    }

    private Leaf field(int id, String field, Predicate predicate) {
        int slot = fields.slot(field);
        return switch (predicate) {
            case Predicate.IsNull isNull -> Leaf.isNull(id, field, slot, isNull);
            case Predicate.Exists exists -> Leaf.exists(id, field, slot, exists);
            case Predicate.FieldReference reference ->
                Leaf.reference(id, field, slot, fields.slot(reference.other()), reference);
            case Predicate.Text text ->
                TextLeaf.canAsk(text)
                        ? new TextLeaf(id, field, slot, text)
                        : Leaf.field(id, field, slot, predicate, Testers.of(predicate, guarded));
            default -> Leaf.field(id, field, slot, predicate, Testers.of(predicate, guarded));
        };
    }

    /** Any of these, with the literals among them gathered into one question when they are many. */
    Node gathered(List<Node> parts) {
        List<Integer> decided = new ArrayList<>();
        List<Node> others = new ArrayList<>();
        for (Node part : parts) {
            Needles needed = part instanceof Node.Ask ask ? needed(ask) : null;
            if (needed != null && needed.isCheap() && part instanceof Node.Ask ask) {
                decided.add(ask.question());
            } else {
                others.add(part);
            }
        }
        if (decided.size() < LARGE) {
            return new Node.Any(parts);
        }
        decided.sort(null);
        Node group = new Node.Ask(groups.computeIfAbsent(decided, unused -> combination()));
        if (others.isEmpty()) {
            return group;
        }
        others.addFirst(group);
        return new Node.Any(List.copyOf(others));
    }

    private @Nullable Needles needed(Node.Ask ask) {
        return ask.question() < 0 ? null : needles.get(ask.question()).orElse(null);
    }

    Node count(int number, List<Node> parts) {
        return new Node.Ask(counts.computeIfAbsent(new Counted(number, parts), unused -> combination()));
    }

    private int combination() {
        return - ++combinations;
    }
}
