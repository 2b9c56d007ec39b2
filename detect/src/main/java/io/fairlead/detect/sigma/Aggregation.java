// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.yaml.RuleException;
import io.fairlead.detect.yaml.Yaml;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The deprecated aggregations behind a pipe (Sigma 1.0) as correlations, where a correlation means the same: {@code count()}
 * is event_count, {@code count(field)} value_count, {@code sum} and {@code avg} value_sum and value_avg, and {@code near} with
 * {@code and} alone is temporal. They need a {@code timeframe}.
 *
 * @param searches what the rules on single events search for
 * @param parts the correlation but for its rules
 */
record Aggregation(List<String> searches, Map<String, Yaml> parts) {
    private static final Pattern FUNCTION = Pattern.compile(
            "(count|sum|avg|min|max)\\s*\\(\\s*([^()\\s]*)\\s*\\)\\s*(?:by\\s+(.+?)\\s*)?(<=|>=|==|<|>|=)\\s*([0-9]{1,9})");
    private static final Pattern NEAR = Pattern.compile("near\\s+(\\S.*)", Pattern.DOTALL);
    private static final Map<String, String> ORDERS =
            Map.of("<", "lt", "<=", "lte", ">", "gt", ">=", "gte", "=", "eq", "==", "eq");
    private static final Map<String, String> TYPES = Map.of("sum", "value_sum", "avg", "value_avg");

    /** The aggregation of this detection; empty when it has none. */
    static Optional<Aggregation> of(Yaml.Mapping detection, DetectionBody body) throws RuleException {
        List<String> conditions = body.conditions();
        boolean piped = conditions.stream().anyMatch(text -> text.indexOf('|') >= 0);
        boolean timed = detection.get("timeframe").isPresent();
        if (!piped) {
            if (timed) {
                throw unsupported(
                        detection.lineOf("timeframe"), "timeframe stands without an aggregation: write a correlation");
            }
            return Optional.empty();
        }
        int line = body.line();
        if (conditions.size() != 1) {
            throw unsupported(line, "an aggregation in a list of conditions has no exact meaning: write a correlation");
        }
        if (!timed) {
            throw unsupported(line, "an aggregation without timeframe has no exact meaning: write a correlation");
        }
        String text = conditions.getFirst();
        String search = text.substring(0, text.indexOf('|')).strip();
        String rest = text.substring(text.indexOf('|') + 1).strip();
        Matcher near = NEAR.matcher(rest);
        Map<String, Yaml> parts = new LinkedHashMap<>();
        List<String> searches = new ArrayList<>(List.of(search));
        if (near.matches()) {
            searches.addAll(near(near.group(1), line));
            parts.put("type", scalar(line, "temporal"));
        } else {
            function(rest, line, parts);
        }
        parts.put("timespan", scalar(detection.lineOf("timeframe"), detection.text("timeframe")));
        return Optional.of(new Aggregation(searches, parts));
    }

    /** The document of the correlation over the rules of these ids. */
    SigmaDocument document(SigmaDocument document, List<String> ids) {
        int line = document.line();
        Map<String, Yaml> correlation = new LinkedHashMap<>(parts);
        correlation.put(
                "rules",
                new Yaml.Sequence(line, ids.stream().map(id -> scalar(line, id)).toList()));
        Map<String, Yaml> entries = new LinkedHashMap<>(document.root().entries());
        entries.remove("detection");
        entries.remove("logsource");
        entries.put("correlation", mapping(line, correlation));
        return new SigmaDocument(
                document.file(), new Yaml.Mapping(line, entries, document.root().lines()), document.text());
    }

    private static void function(String text, int line, Map<String, Yaml> parts) throws RuleException {
        Matcher function = FUNCTION.matcher(text);
        if (!function.matches()) {
            throw unsupported(line, "the aggregation '" + text + "' cannot be read: write a correlation");
        }
        String name = function.group(1);
        String field = function.group(2);
        boolean counts = name.equals("count");
        if (!counts && (field.isEmpty() || !TYPES.containsKey(name))) {
            throw unsupported(line, "no correlation means the same as " + name + "(" + field + "): write another rule");
        }
        String type = !counts ? TYPES.getOrDefault(name, "") : field.isEmpty() ? "event_count" : "value_count";
        parts.put("type", scalar(line, type));
        String by = function.group(3);
        if (by != null) {
            List<Yaml> fields = new ArrayList<>();
            for (String one : by.split(",", -1)) {
                if (one.isBlank() || one.strip().chars().anyMatch(Character::isWhitespace)) {
                    throw unsupported(line, "'by " + by + "' names no fields: write a correlation");
                }
                fields.add(scalar(line, one.strip()));
            }
            parts.put("group-by", new Yaml.Sequence(line, fields));
        }
        Map<String, Yaml> condition = new LinkedHashMap<>();
        if (!field.isEmpty()) {
            condition.put("field", scalar(line, field));
        }
        BigDecimal number = new BigDecimal(function.group(5));
        condition.put(
                ORDERS.getOrDefault(function.group(4), ""),
                new Yaml.Scalar(line, Yaml.Kind.NUMBER, function.group(5), Optional.of(number)));
        parts.put("condition", mapping(line, condition));
    }

    /** The searches that must be near; those that must not be cannot be told by a correlation. */
    private static List<String> near(String text, int line) throws RuleException {
        List<String> searches = new ArrayList<>();
        for (String one : text.strip().split("(?i)\\s+and\\s+", -1)) {
            if (one.isBlank() || one.strip().chars().anyMatch(c -> Character.isWhitespace(c) || c == '(' || c == '|')) {
                throw unsupported(
                        line,
                        "near '" + text + "' has no exact meaning as a correlation: only names joined by and have");
            }
            searches.add(one.strip());
        }
        return searches;
    }

    private static Yaml scalar(int line, String text) {
        return new Yaml.Scalar(line, Yaml.Kind.TEXT, text, Optional.empty());
    }

    private static Yaml.Mapping mapping(int line, Map<String, Yaml> entries) {
        Map<String, Integer> lines = new LinkedHashMap<>();
        entries.keySet().forEach(key -> lines.put(key, line));
        return new Yaml.Mapping(line, entries, lines);
    }

    private static RuleException unsupported(int line, String reason) {
        return new RuleException(RejectionCode.UNSUPPORTED, line, reason);
    }
}
