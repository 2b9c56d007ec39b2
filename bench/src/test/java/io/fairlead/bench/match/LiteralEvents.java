// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.bench.match;

import io.fairlead.detect.rule.Condition;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.Predicate;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.detect.rule.TextPattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Makes events of the literals in rules: whole, cut, joined, with something around them, in another case, escaped, beside
 * letters beyond ASCII, in long values, lists and nested objects.
 */
final class LiteralEvents {
    private static final int LONG_VALUE = 10_240;

    private record Part(String field, String text) {}

    private final List<List<Part>> rules = new ArrayList<>();

    LiteralEvents(RuleSet set) {
        for (DetectionRule rule : set.rules()) {
            List<Part> parts = new ArrayList<>();
            collect(rule.condition(), parts);
            if (!parts.isEmpty()) {
                rules.add(parts);
            }
        }
    }

    private static void collect(Condition condition, List<Part> parts) {
        switch (condition) {
            case Condition.And and -> and.conditions().forEach(part -> collect(part, parts));
            case Condition.Or or -> or.conditions().forEach(part -> collect(part, parts));
            case Condition.AtLeast some -> some.conditions().forEach(part -> collect(part, parts));
            case Condition.Not not -> collect(not.condition(), parts);
            case Condition.Selection selection -> collect(selection.condition(), parts);
            case Condition.FieldCondition leaf -> parts.add(new Part(leaf.field(), sample(leaf.predicate())));
            case Condition.KeywordCondition leaf -> parts.add(new Part("message", sample(leaf.predicate())));
            case Condition.ProjectedCondition unused -> {}
        }
    }

    private static String sample(Predicate predicate) {
        if (!(predicate instanceof Predicate.Text text)) {
            return predicate.pattern();
        }
        StringBuilder sample = new StringBuilder();
        for (TextPattern.Part part : text.text().parts()) {
            sample.append(part instanceof TextPattern.Literal literal ? literal.text() : "x");
        }
        return sample.toString();
    }

    /** How many rules have literals. */
    int rules() {
        return rules.size();
    }

    /** An event in which this rule's fields hold its literals, and those of up to two others theirs. */
    String event(int rule, Random random) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (int i = 0, most = random.nextInt(3); i <= most; i++) {
            List<Part> parts = i == 0 ? rules.get(rule) : pick(random, rules);
            double share = random.nextBoolean() ? 1 : random.nextDouble();
            for (Part part : parts) {
                if (random.nextDouble() < share && fields.size() < 40) {
                    fields.computeIfAbsent(part.field(), unused -> new ArrayList<>())
                            .add(changed(part.text(), random));
                }
            }
        }
        StringBuilder json = new StringBuilder("{");
        // no key twice: the matcher sees both values, the plain evaluator's tree the last
        Set<String> objects = new HashSet<>();
        fields.forEach((field, texts) -> {
            json.append(json.length() > 1 ? "," : "");
            int dot = field.indexOf('.');
            boolean nested = dot > 0
                    && random.nextBoolean()
                    && !fields.containsKey(field.substring(0, dot))
                    && objects.add(field.substring(0, dot));
            field(field, texts, nested, random, json);
        });
        return json.append('}').toString();
    }

    private static void field(String field, List<String> texts, boolean nested, Random random, StringBuilder json) {
        if (nested) {
            int dot = field.indexOf('.');
            quote(field.substring(0, dot), random, json);
            json.append(random.nextInt(4) == 0 ? ":[{" : ":{");
            boolean list = json.charAt(json.length() - 2) == '[';
            String below = field.substring(dot + 1);
            field(below, texts, below.indexOf('.') > 0 && random.nextBoolean(), random, json);
            json.append(list ? "}]" : "}");
            return;
        }
        quote(field, random, json);
        json.append(':');
        if (texts.size() > 1 && random.nextBoolean()) {
            json.append('[');
            for (int i = 0; i < Math.min(8, texts.size()); i++) {
                json.append(i > 0 ? "," : "");
                value(texts.get(i), random, json);
            }
            json.append(']');
        } else if (random.nextInt(3) == 0) {
            value(String.join(pick(random, List.of("", " ", "\\", "\n")), texts), random, json);
        } else {
            value(pick(random, texts), random, json);
        }
    }

    private static void value(String text, Random random, StringBuilder json) {
        if (text.matches("-?(0|[1-9][0-9]{0,17})") && random.nextBoolean()) {
            json.append(text).append(pick(random, List.of("", ".0", "e0", ".00")));
        } else if (random.nextInt(40) == 0) {
            json.append(pick(random, List.of("null", "true", "7", "{}", "[]")));
        } else {
            quote(text, random, json);
        }
    }

    private static String changed(String text, Random random) {
        return switch (random.nextInt(16)) {
            case 0 -> text.toUpperCase(Locale.ROOT);
            case 1 -> text.toLowerCase(Locale.ROOT);
            case 2 -> text.isEmpty() ? text : text.substring(1);
            case 3 -> text.isEmpty() ? text : text.substring(0, text.length() - 1);
            case 4 -> "C:\\some\\" + text;
            case 5 -> text + " \"and more\"";
            case 6 -> "é" + text + "ß\uD83D\uDE00";
            case 7 -> text.replace("k", "\u212A").replace("s", "\u017F");
            case 8 -> "\n\t" + text + "\u0001";
            case 9 -> "\\" + text + "\\";
            case 10 -> random.nextInt(8) == 0 ? "ab\\\"".repeat(LONG_VALUE / 4) + text : text + text;
            default -> text;
        };
    }

    /** Writes a string; what may be escaped sometimes is. */
    private static void quote(String text, Random random, StringBuilder json) {
        int style = random.nextInt(6);
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (style == 0 && random.nextInt(4) == 0) {
                json.append(String.format(Locale.ROOT, random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) c));
            } else if (c == '"' || c == '\\' || (c == '/' && style == 1)) {
                json.append('\\').append(c);
            } else if (c == '\n') {
                json.append("\\n");
            } else if (c == '\t') {
                json.append("\\t");
            } else if (c < ' ') {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
