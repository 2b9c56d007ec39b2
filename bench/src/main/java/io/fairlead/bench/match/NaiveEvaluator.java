// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.bench.match;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fairlead.detect.rule.Condition;
import io.fairlead.detect.rule.Predicate;
import io.fairlead.detect.rule.Quantifier;
import io.fairlead.detect.rule.Tree;
import java.util.ArrayList;
import java.util.List;

/**
 * The reference: asks one rule after the other, each condition by itself, on a tree of the document. Slow and plain; shares
 * nothing with the matcher but the rules.
 */
public final class NaiveEvaluator {
    private final NaivePredicates predicates = new NaivePredicates();

    /** Whether the condition is true of the document. */
    public boolean holds(Condition condition, NaiveDocument document) {
        return switch (condition) {
            case Condition.And and -> {
                for (Condition part : and.conditions()) {
                    if (!holds(part, document)) {
                        yield false;
                    }
                }
                yield true;
            }
            case Condition.Or or -> {
                for (Condition part : or.conditions()) {
                    if (holds(part, document)) {
                        yield true;
                    }
                }
                yield false;
            }
            case Condition.AtLeast some ->
                some.conditions().stream().filter(part -> holds(part, document)).count() >= some.number();
            case Condition.Not not -> !holds(not.condition(), document);
            case Condition.Selection selection -> holds(selection.condition(), document);
            case Condition.FieldCondition leaf -> leaf(leaf, document);
            case Condition.ProjectedCondition leaf -> projected(leaf, document);
            case Condition.KeywordCondition keyword ->
                document.scalars().stream().anyMatch(value -> predicates.answers(keyword.predicate(), value));
        };
    }

    private boolean projected(Condition.ProjectedCondition leaf, NaiveDocument document) {
        List<Tree> trees =
                leaf.projection().sources().stream().map(document::tree).toList();
        List<JsonNode> values = leaf.projection().values(trees).stream()
                .map(text -> (JsonNode) TextNode.valueOf(text))
                .toList();
        if (leaf.predicate() instanceof Predicate.Exists exists) {
            return exists.expected() != values.isEmpty();
        }
        return leaf.quantifier() == Quantifier.ANY
                ? values.stream().anyMatch(value -> predicates.answers(leaf.predicate(), value))
                : !values.isEmpty() && values.stream().allMatch(value -> predicates.answers(leaf.predicate(), value));
    }

    private boolean leaf(Condition.FieldCondition leaf, NaiveDocument document) {
        List<JsonNode> found = document.at(leaf.field());
        return switch (leaf.predicate()) {
            case Predicate.Exists exists -> exists.expected() != found.isEmpty();
            case Predicate.IsNull unused -> isNothing(found);
            case Predicate.FieldReference reference -> {
                List<JsonNode> others = scalars(document.at(reference.other()));
                yield scalars(found).stream()
                        .anyMatch(one -> others.stream().anyMatch(two -> predicates.related(one, two, reference)));
            }
            default -> {
                for (JsonNode value : scalars(found)) {
                    if (predicates.answers(leaf.predicate(), value)) {
                        yield true;
                    }
                }
                yield false;
            }
        };
    }

    private static List<JsonNode> scalars(List<JsonNode> found) {
        List<JsonNode> values = new ArrayList<>();
        found.forEach(node -> NaiveDocument.scalars(node, false, values));
        return values;
    }

    private static boolean isNothing(List<JsonNode> found) {
        List<JsonNode> values = scalars(found);
        return values.isEmpty()
                ? found.stream().noneMatch(NaiveEvaluator::holdsObject)
                : values.stream().anyMatch(JsonNode::isNull);
    }

    private static boolean holdsObject(JsonNode node) {
        if (node.isArray()) {
            for (JsonNode member : node) {
                if (holdsObject(member)) {
                    return true;
                }
            }
        }
        return node.isObject();
    }
}
