// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.Condition;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.Logsource;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.rule.RuleFilter;
import io.fairlead.detect.rule.RuleInfo;
import io.fairlead.detect.rule.Scope;
import io.fairlead.detect.yaml.RuleException;
import io.fairlead.detect.yaml.Yaml;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Compiles a document with a {@code filter} (Sigma filters 2.1). Its condition is joined by AND to the condition of each rule
 * that it names; what is false of it is excluded.
 */
final class FilterReader {
    private static final Set<String> OTHER_KEYS = Set.of("condition", "rules");
    private static final Set<String> ALL_RULES = Set.of("any", "all");
    private static final Pattern NEGATION = Pattern.compile("(?i)(^|[\\s(])not[\\s(]");

    private final FieldNames.Lookup lookup;
    private final ValueLists lists;

    FilterReader(FieldNames.Lookup lookup, ValueLists lists) {
        this.lookup = lookup;
        this.lists = lists;
    }

    /**
     * What was read.
     *
     * @param filter the filter
     * @param outside rules that it names although they are outside its log source
     * @param negated whether there is a negation in its condition
     */
    record Read(RuleFilter filter, List<DetectionRule> outside, boolean negated) {}

    /**
     * Reads a filter.
     *
     * @param rules rules on single events by every id and name that may refer to them
     */
    Read read(SigmaDocument document, RuleInfo info, Map<String, List<DetectionRule>> rules) throws RuleException {
        Yaml.Mapping root = document.root();
        if (!(root.entries().get("filter") instanceof Yaml.Mapping body)) {
            throw new RuleException(
                    RejectionCode.BAD_VALUE,
                    root.lineOf("filter"),
                    "filter is a mapping: rules, selections, condition");
        }
        Logsource logsource = DetectionReader.logsource(root);
        List<DetectionRule> outside = new ArrayList<>();
        List<DetectionRule> covered = new ArrayList<>();
        boolean everyRule = namesAll(body);
        for (DetectionRule rule : everyRule ? all(rules) : named(body, rules)) {
            boolean within = within(rule.scope().logsource(), logsource);
            (within ? covered : outside).add(rule);
        }
        if (covered.isEmpty()) {
            throw new RuleException(
                    everyRule ? RejectionCode.UNKNOWN_RULE : RejectionCode.BAD_VALUE,
                    root.lineOf("logsource"),
                    "no rule that the filter names is of its logsource: it could never work");
        }
        Placeholders placeholders = new Placeholders(lists);
        List<RuleFilter.Exclusion> exclusions = exclusions(body, covered, placeholders);
        RuleFilter filter = new RuleFilter(
                Hashes.with(info, placeholders.hash()),
                root.text("owner"),
                root.text("reason"),
                expires(root),
                exclusions);
        boolean negated = new DetectionBody(body, OTHER_KEYS)
                .conditions().stream().anyMatch(text -> NEGATION.matcher(text).find());
        return new Read(filter, everyRule ? List.of() : outside, negated);
    }

    private List<RuleFilter.Exclusion> exclusions(
            Yaml.Mapping body, List<DetectionRule> covered, Placeholders placeholders) throws RuleException {
        // Names of one log source are one object, and comparing them part by part for every rule would be slow.
        Map<FieldNames, List<DetectionRule>> byNames = new IdentityHashMap<>();
        List<FieldNames> inOrder = new ArrayList<>();
        for (DetectionRule rule : covered) {
            byNames.computeIfAbsent(lookup.of(rule.scope().logsource()), names -> {
                        inOrder.add(names);
                        return new ArrayList<>();
                    })
                    .add(rule);
        }
        List<RuleFilter.Exclusion> exclusions = new ArrayList<>();
        for (FieldNames names : inOrder) {
            List<DetectionRule> rules = byNames.getOrDefault(names, List.of());
            Condition kept = new DetectionBody(body, OTHER_KEYS).condition(new SelectionCompiler(names, placeholders));
            Condition condition =
                    names.connectVerbs().map(verbs -> verbs.apply(kept)).orElse(kept);
            Set<String> ids = new LinkedHashSet<>();
            rules.forEach(rule -> ids.add(rule.id()));
            exclusions.add(new RuleFilter.Exclusion(ids, scope(rules), Negation.of(condition)));
        }
        return exclusions;
    }

    private static boolean namesAll(Yaml.Mapping body) throws RuleException {
        if (body.get("rules").isEmpty()) {
            throw new RuleException(
                    RejectionCode.MISSING_KEY, body.line(), "a filter names its rules, or says 'rules: any'");
        }
        return body.entries().get("rules") instanceof Yaml.Scalar scalar && ALL_RULES.contains(scalar.text());
    }

    private static Set<DetectionRule> all(Map<String, List<DetectionRule>> rules) {
        Set<DetectionRule> all = new LinkedHashSet<>();
        rules.values().forEach(all::addAll);
        return all;
    }

    private static Set<DetectionRule> named(Yaml.Mapping body, Map<String, List<DetectionRule>> rules)
            throws RuleException {
        int line = body.lineOf("rules");
        List<String> references = body.plainTexts("rules");
        if (references.isEmpty()) {
            throw new RuleException(
                    RejectionCode.BAD_VALUE, line, "rules is 'any', or a list of ids or names of rules");
        }
        Set<DetectionRule> named = new LinkedHashSet<>();
        for (String reference : references) {
            if (!rules.containsKey(reference)) {
                throw new RuleException(
                        RejectionCode.UNKNOWN_RULE,
                        line,
                        "no rule on single events '" + reference + "' in the set, or it was rejected itself");
            }
            named.addAll(rules.getOrDefault(reference, List.of()));
        }
        return named;
    }

    /** Where one of the rules runs. */
    private static Scope scope(List<DetectionRule> rules) {
        Set<String> datasets = new LinkedHashSet<>();
        boolean everywhere = false;
        for (DetectionRule rule : rules) {
            datasets.addAll(rule.scope().datasets());
            everywhere |= rule.scope().everywhere();
        }
        return new Scope(rules.getFirst().scope().logsource(), datasets, everywhere);
    }

    /** Whether the rule's log source has every part that the filter's names. */
    private static boolean within(Logsource rule, Logsource filter) {
        return agrees(rule.product(), filter.product())
                && agrees(rule.category(), filter.category())
                && agrees(rule.service(), filter.service());
    }

    private static boolean agrees(String rule, String filter) {
        return filter.isEmpty() || filter.equalsIgnoreCase(rule);
    }

    /** A day counts to its end in UTC. */
    private static Optional<Instant> expires(Yaml.Mapping root) throws RuleException {
        if (root.get("expires").isEmpty()) {
            return Optional.empty();
        }
        String text = root.text("expires");
        try {
            return Optional.of(
                    text.length() == 10
                            ? LocalDate.parse(text).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException bad) {
            throw new RuleException(
                    RejectionCode.BAD_VALUE,
                    root.lineOf("expires"),
                    "expires is a day such as 2027-03-31 or a time such as 2027-03-31T12:00:00Z, not '" + text + "'");
        }
    }
}
