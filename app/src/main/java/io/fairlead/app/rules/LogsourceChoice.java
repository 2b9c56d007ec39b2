// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.rules;

import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.Logsource;
import io.fairlead.detect.rule.RuleSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which log source events are of, when a user says so. Rules are asked whose log source contradicts it in no part: a part
 * that the rule or the user leaves out decides nothing.
 */
public record LogsourceChoice(Logsource logsource) {
    private static final List<String> PARTS = List.of("category", "product", "service");

    /**
     * Reads {@code product=windows,category=process_creation}.
     *
     * @throws IllegalArgumentException when it is written otherwise
     */
    public static LogsourceChoice parse(String text) {
        Map<String, String> parts = new TreeMap<>();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? "" : part.substring(0, equals).strip();
            String value = part.substring(equals + 1).strip();
            if (!PARTS.contains(name) || value.isEmpty() || parts.put(name, value) != null) {
                throw new IllegalArgumentException("a log source is written product=windows,category=process_creation"
                        + " with product, category and service once at most, not '" + text + "'");
            }
        }
        return new LogsourceChoice(new Logsource(
                parts.getOrDefault("product", ""),
                parts.getOrDefault("category", ""),
                parts.getOrDefault("service", "")));
    }

    /** The set with the rules on single events that it leaves. */
    public RuleSet apply(RuleSet set) {
        List<DetectionRule> rules = set.rules().stream()
                .filter(rule -> allows(rule.scope().logsource()))
                .toList();
        return new RuleSet(set.version(), rules, set.correlations(), set.filters(), set.rejections(), set.warnings());
    }

    boolean allows(Logsource rule) {
        return agrees(logsource.product(), rule.product())
                && agrees(logsource.category(), rule.category())
                && agrees(logsource.service(), rule.service());
    }

    private static boolean agrees(String chosen, String rule) {
        return chosen.isEmpty()
                || rule.isEmpty()
                || chosen.toLowerCase(Locale.ROOT).equals(rule.toLowerCase(Locale.ROOT));
    }
}
