// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.rules;

import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.RuleInfo;
import io.fairlead.detect.rule.RuleSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which techniques of MITRE ATT&CK a rule set watches for: those tagged by rules that run over a dataset that is fed. A rule
 * that nothing feeds covers nothing, whatever its tags say.
 *
 * @param techniques titles of the rules by technique, both in order
 * @param unfed rules left out because nothing feeds them, by title
 * @param untagged rules that run but name no technique, by title
 */
public record Coverage(Map<String, Set<String>> techniques, Set<String> unfed, Set<String> untagged) {
    /** Sigma writes attack.t1609 and attack.t1552.007, Falco T1609 and T1552.007. */
    private static final Pattern TECHNIQUE = Pattern.compile("(?:attack\\.)?(t\\d{4}(?:\\.\\d{3})?)");

    /**
     * The coverage of a set.
     *
     * @param fed whether a dataset is fed
     */
    public static Coverage of(RuleSet set, Predicate<String> fed) {
        Coverage coverage = new Coverage(new TreeMap<>(), new TreeSet<>(), new TreeSet<>());
        for (DetectionRule rule : set.rules()) {
            if (!rule.silent()) {
                coverage.add(rule.info(), isFed(rule, fed));
            }
        }
        for (CorrelationRule correlation : set.correlations()) {
            coverage.add(correlation.info(), isFed(correlation, set, fed));
        }
        return coverage;
    }

    private static boolean isFed(DetectionRule rule, Predicate<String> fed) {
        return rule.scope().everywhere() || rule.scope().datasets().stream().anyMatch(fed);
    }

    /** A correlation needs all of its rules: without one of them its count cannot be trusted. */
    private static boolean isFed(CorrelationRule correlation, RuleSet set, Predicate<String> fed) {
        return correlation.ruleIds().stream().allMatch(id -> {
            Optional<DetectionRule> rule = set.rule(id);
            return rule.isPresent()
                    ? isFed(rule.get(), fed)
                    : set.correlation(id)
                            .filter(below -> isFed(below, set, fed))
                            .isPresent();
        });
    }

    private void add(RuleInfo rule, boolean fed) {
        if (!fed) {
            unfed.add(rule.title());
            return;
        }
        List<String> found = new ArrayList<>();
        for (String tag : rule.tags()) {
            Matcher matcher = TECHNIQUE.matcher(tag.toLowerCase(Locale.ROOT));
            if (matcher.matches()) {
                found.add(matcher.group(1).toUpperCase(Locale.ROOT));
            }
        }
        found.forEach(technique ->
                techniques.computeIfAbsent(technique, unused -> new TreeSet<>()).add(rule.title()));
        if (found.isEmpty()) {
            untagged.add(rule.title());
        }
    }

    /** The most rules that one technique has; 0 without techniques. */
    int deepest() {
        return techniques.values().stream()
                .map(Set::size)
                .max(Comparator.naturalOrder())
                .orElse(0);
    }

    /** The titles of a technique's rules, as one comment. */
    static String comment(Set<String> titles) {
        return titles.stream().collect(Collectors.joining("\n"));
    }
}
