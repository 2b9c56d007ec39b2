// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.bench.match;

import com.fasterxml.jackson.databind.node.TextNode;
import io.fairlead.detect.rule.Condition;
import io.fairlead.detect.rule.Predicate;
import io.fairlead.detect.rule.Quantifier;
import io.fairlead.detect.rule.Tree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The reference: asks one rule after the other, each of its conditions by itself, on a tree of the document. Slow and plain; shares
 * nothing with the matcher but the rules, and no condition knows of another. Of one thread.
 */
public final class NaiveEvaluator {
    private final Map<String, NaiveField> fields = new HashMap<>();

    /** Whether something is true of a document. */
    @FunctionalInterface
    public interface Question {
        boolean holds(NaiveDocument document);
    }

    /** What the condition asks, with its literals in lower case and its expressions compiled. */
    public Question of(Condition condition) {
        return switch (condition) {
            case Condition.And and -> {
                Question[] parts = all(and.conditions());
                yield document -> {
                    for (Question part : parts) {
                        if (!part.holds(document)) {
                            return false;
                        }
                    }
                    return true;
                };
            }
            case Condition.Or or -> {
                Question[] parts = all(or.conditions());
                yield document -> {
                    for (Question part : parts) {
                        if (part.holds(document)) {
                            return true;
                        }
                    }
                    return false;
                };
            }
            case Condition.AtLeast some -> {
                Question[] parts = all(some.conditions());
                yield document -> {
                    int number = 0;
                    for (Question part : parts) {
                        number += part.holds(document) ? 1 : 0;
                    }
                    return number >= some.number();
                };
            }
            case Condition.Not not -> {
                Question part = of(not.condition());
                yield document -> !part.holds(document);
            }
            case Condition.Selection selection -> of(selection.condition());
            case Condition.FieldCondition leaf -> field(leaf.field(), leaf.predicate());
            case Condition.ProjectedCondition leaf -> projected(leaf);
            case Condition.KeywordCondition keyword -> {
                NaivePredicates.Test test = NaivePredicates.of(keyword.predicate());
                yield document -> any(document.everything(), test);
            }
        };
    }

    private Question[] all(List<Condition> conditions) {
        return conditions.stream().map(this::of).toArray(Question[]::new);
    }

    private static Question projected(Condition.ProjectedCondition leaf) {
        if (leaf.predicate() instanceof Predicate.Exists exists) {
            return document -> exists.expected() != computed(leaf, document).isEmpty();
        }
        NaivePredicates.Test test = NaivePredicates.of(leaf.predicate());
        if (leaf.quantifier() == Quantifier.ANY) {
            return document -> any(computed(leaf, document), test);
        }
        return document -> {
            List<NaiveValue> values = computed(leaf, document);
            return !values.isEmpty() && values.stream().allMatch(test::answers);
        };
    }

    private static List<NaiveValue> computed(Condition.ProjectedCondition leaf, NaiveDocument document) {
        List<Tree> trees =
                leaf.projection().sources().stream().map(document::tree).toList();
        return leaf.projection().values(trees).stream()
                .map(text -> new NaiveValue(TextNode.valueOf(text)))
                .toList();
    }

    private Question field(String field, Predicate predicate) {
        return switch (predicate) {
            case Predicate.Exists exists ->
                document -> exists.expected() != document.at(field).isEmpty();
            case Predicate.IsNull unused -> document -> document.isNothing(field);
            case Predicate.FieldReference reference ->
                document -> document.values(field).stream()
                        .anyMatch(one -> document.values(reference.other()).stream()
                                .anyMatch(two -> NaivePredicates.related(one, two, reference)));
            default -> {
                NaiveField known = fields.computeIfAbsent(field, NaiveField::new);
                NaivePredicates.Test test = NaivePredicates.of(predicate);
                yield document -> any(known.values(document), test);
            }
        };
    }

    private static boolean any(List<NaiveValue> values, NaivePredicates.Test test) {
        for (NaiveValue value : values) {
            if (!value.isNull() && test.answers(value)) {
                return true;
            }
        }
        return false;
    }
}
