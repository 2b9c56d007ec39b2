// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fairlead.detect.rule.Condition;
import io.fairlead.detect.rule.Predicate;
import io.fairlead.detect.rule.Quantifier;
import io.fairlead.detect.rule.TextPattern;
import io.fairlead.detect.rule.Tree;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The reference: walks the whole tree for every leaf, knows no shared work. Slow and plain. */
final class NaiveEvaluator {
    private NaiveEvaluator() {}

    static boolean holds(Condition condition, JsonNode document) {
        return switch (condition) {
            case Condition.And and -> and.conditions().stream().allMatch(part -> holds(part, document));
            case Condition.Or or -> or.conditions().stream().anyMatch(part -> holds(part, document));
            case Condition.AtLeast some ->
                some.conditions().stream().filter(part -> holds(part, document)).count() >= some.number();
            case Condition.Not not -> !holds(not.condition(), document);
            case Condition.Selection selection -> holds(selection.condition(), document);
            case Condition.FieldCondition leaf -> leaf(leaf, document);
            case Condition.ProjectedCondition leaf -> projected(leaf, document);
            case Condition.KeywordCondition keyword -> {
                List<JsonNode> all = new ArrayList<>();
                scalars(document, true, all);
                yield all.stream().anyMatch(value -> answers(keyword.predicate(), value));
            }
        };
    }

    private static boolean projected(Condition.ProjectedCondition leaf, JsonNode document) {
        List<Tree> trees = leaf.projection().sources().stream()
                .map(source -> {
                    List<JsonNode> found = new ArrayList<>();
                    find(document, source, found);
                    return source.isEmpty() ? tree(document) : found.isEmpty() ? Tree.NOTHING : tree(found.getFirst());
                })
                .toList();
        List<JsonNode> values = leaf.projection().values(trees).stream()
                .map(text -> (JsonNode) TextNode.valueOf(text))
                .toList();
        if (leaf.predicate() instanceof Predicate.Exists exists) {
            return exists.expected() != values.isEmpty();
        }
        return leaf.quantifier() == Quantifier.ANY
                ? values.stream().anyMatch(value -> answers(leaf.predicate(), value))
                : !values.isEmpty() && values.stream().allMatch(value -> answers(leaf.predicate(), value));
    }

    private static Tree tree(JsonNode node) {
        if (node.isObject()) {
            Map<String, Tree> children = new LinkedHashMap<>();
            node.properties().forEach(entry -> children.put(entry.getKey(), tree(entry.getValue())));
            return new Tree.Branch(children);
        }
        if (node.isArray()) {
            List<Tree> members = new ArrayList<>();
            node.forEach(member -> members.add(tree(member)));
            return new Tree.Items(members);
        }
        return node.isNull() ? Tree.NOTHING : new Tree.Scalar(node.asText(), node.isTextual());
    }

    private static boolean leaf(Condition.FieldCondition leaf, JsonNode document) {
        List<JsonNode> found = new ArrayList<>();
        find(document, leaf.field(), found);
        List<JsonNode> values = new ArrayList<>();
        found.forEach(node -> scalars(node, false, values));
        boolean object = found.stream().anyMatch(NaiveEvaluator::holdsObject);
        return switch (leaf.predicate()) {
            case Predicate.Exists exists -> exists.expected() != found.isEmpty();
            case Predicate.IsNull unused ->
                values.isEmpty() ? !object : values.stream().anyMatch(JsonNode::isNull);
            case Predicate.FieldReference reference -> {
                List<JsonNode> others = new ArrayList<>();
                find(document, reference.other(), others);
                List<JsonNode> otherValues = new ArrayList<>();
                others.forEach(node -> scalars(node, false, otherValues));
                yield values.stream()
                        .anyMatch(one -> otherValues.stream().anyMatch(two -> related(one, two, reference)));
            }
            default -> values.stream().anyMatch(value -> answers(leaf.predicate(), value));
        };
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

    private static void find(JsonNode node, String path, List<JsonNode> found) {
        if (node.isArray()) {
            node.forEach(member -> find(member, path, found));
        } else if (node.isObject()) {
            node.properties().forEach(entry -> {
                if (entry.getKey().equals(path)) {
                    found.add(entry.getValue());
                } else if (path.startsWith(entry.getKey() + ".")) {
                    find(entry.getValue(), path.substring(entry.getKey().length() + 1), found);
                }
            });
        }
    }

    private static void scalars(JsonNode node, boolean everywhere, List<JsonNode> values) {
        if (node.isValueNode()) {
            values.add(node);
        } else if (node.isArray() || everywhere) {
            node.forEach(member -> scalars(member, everywhere, values));
        }
    }

    private static boolean related(JsonNode one, JsonNode two, Predicate.FieldReference reference) {
        if (one.isNull() || two.isNull()) {
            return false;
        }
        TextPattern literal = TextPattern.literal(two.asText());
        TextPattern pattern = switch (reference.relation()) {
            case CONTAINS -> literal.open(true, true);
            case STARTSWITH -> literal.open(false, true);
            case ENDSWITH -> literal.open(true, false);
            case EQUALS, WILDCARD -> literal;
        };
        return answers(new Predicate.Text(pattern, reference.cased()), one);
    }

    private static boolean answers(Predicate predicate, JsonNode value) {
        if (value.isNull()) {
            return false;
        }
        String text = value.asText();
        return switch (predicate) {
            case Predicate.Text wanted ->
                regex(wanted).matcher(fold(text, wanted.cased())).matches();
            case Predicate.NumberEquals wanted ->
                value.isNumber()
                        ? value.decimalValue().compareTo(wanted.number()) == 0
                        : text.equals(wanted.number().toPlainString());
            case Predicate.Regex regex -> {
                int flags = (regex.ignoreCase() ? Pattern.CASE_INSENSITIVE : 0)
                        | (regex.multiLine() ? Pattern.MULTILINE : 0)
                        | (regex.dotAll() ? Pattern.DOTALL : 0);
                yield Pattern.compile(regex.regex(), flags | Pattern.UNIX_LINES)
                        .matcher(text)
                        .find();
            }
            case Predicate.Cidr cidr -> cidr.network().contains(text);
            case Predicate.Compare compare -> {
                try {
                    yield compare.order().holds(new BigDecimal(text).compareTo(compare.bound()));
                } catch (NumberFormatException noNumber) {
                    yield false;
                }
            }
            case Predicate.TimePartCompare time -> {
                try {
                    OffsetDateTime utc = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
                    int hour = utc.getHour();
                    yield time.part() == io.fairlead.detect.rule.TimePart.HOUR
                            && time.order().holds(Integer.compare(hour, time.number()));
                } catch (java.time.DateTimeException noTime) {
                    yield false;
                }
            }
            case Predicate.OneOf one -> one.texts().contains(text);
            case Predicate.Differs differs -> !text.equals(differs.text());
            case Predicate.IsNull unused -> false;
            case Predicate.Exists unused -> false;
            case Predicate.FieldReference unused -> false;
        };
    }

    private static Pattern regex(Predicate.Text wanted) {
        StringBuilder regex = new StringBuilder();
        for (TextPattern.Part part : wanted.text().parts()) {
            if (part instanceof TextPattern.Literal literal) {
                regex.append(Pattern.quote(fold(literal.text(), wanted.cased())));
            } else {
                regex.append(part == TextPattern.Wildcard.ONE ? "." : ".*");
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static String fold(String text, boolean cased) {
        return cased ? text : text.toLowerCase(Locale.ROOT);
    }
}
