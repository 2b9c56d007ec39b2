// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.CorrelationType;
import io.fairlead.detect.rule.GroupField;
import io.fairlead.detect.rule.Order;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.rule.RuleInfo;
import io.fairlead.detect.rule.Suppression;
import io.fairlead.detect.rule.Threshold;
import io.fairlead.detect.yaml.RuleException;
import io.fairlead.detect.yaml.Yaml;
import io.fairlead.schemas.identity.Identity;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Compiles a document with a {@code correlation} (Sigma correlation rules 2.1). */
final class CorrelationReader {
    private static final Duration LONGEST = Duration.ofDays(90);
    private static final BigDecimal LARGEST = BigDecimal.valueOf(10_000);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int MOST_DIGITS = 30;

    private final BaseRules bases;
    private final FieldNames.Lookup lookup;

    CorrelationReader(BaseRules bases, FieldNames.Lookup lookup) {
        this.bases = bases;
        this.lookup = lookup;
    }

    /** The correlation in this document; those it stands on are compiled first. */
    CorrelationRule read(SigmaDocument document) throws RuleException {
        return bases.compile(document, one -> read(one, InfoReader.read(one)));
    }

    private CorrelationRule read(SigmaDocument document, RuleInfo info) throws RuleException {
        Yaml.Mapping root = document.root();
        if (!(root.entries().get("correlation") instanceof Yaml.Mapping body)) {
            throw new RuleException(
                    RejectionCode.BAD_VALUE, root.lineOf("correlation"), "correlation is a mapping of its parts");
        }
        known(body);
        CorrelationType type = type(body);
        List<CorrelationBase> rules = rules(body);
        List<String> ids = rules.stream().map(CorrelationBase::id).toList();
        List<GroupField> groupBy = groupBy(body, rules);
        List<GroupField> values = values(body, type, rules);
        Threshold threshold = threshold(body, type, rules);
        int depth = 1 + rules.stream().mapToInt(CorrelationBase::depth).max().orElse(0);
        if (depth > CorrelationRule.DEEPEST) {
            throw BaseRules.tooDeep(body.lineOf("rules"));
        }
        String hash = Identity.sha256Hex((info.hash()
                        + String.join(
                                "", rules.stream().map(CorrelationBase::hash).toList()))
                .getBytes(StandardCharsets.UTF_8));
        return new CorrelationRule(
                info.withHash(hash).withSuppression(suppression(root, groupBy)),
                type,
                ids,
                groupBy,
                Timespans.read(body, "timespan", LONGEST),
                threshold,
                values,
                generates(root) || generates(body),
                percentile(body, type),
                depth,
                false);
    }

    /** Keys of a correlation are all part of what it does: one we do not know must not be skipped. */
    private static void known(Yaml.Mapping body) throws RuleException {
        List<String> known = List.of("type", "rules", "group-by", "timespan", "condition", "aliases", "generate");
        for (String key : body.entries().keySet()) {
            if (!known.contains(key)) {
                throw new RuleException(
                        RejectionCode.UNSUPPORTED, body.lineOf(key), "a correlation has no key '" + key + "' here");
            }
        }
    }

    private static CorrelationType type(Yaml.Mapping body) throws RuleException {
        String text = body.text("type");
        Optional<CorrelationType> type = CorrelationType.of(text);
        if (type.isPresent()) {
            return type.get();
        }
        throw new RuleException(
                RejectionCode.BAD_VALUE,
                body.lineOf("type"),
                text.isEmpty() ? "a correlation needs a type" : "there is no correlation type '" + text + "'");
    }

    private List<CorrelationBase> rules(Yaml.Mapping body) throws RuleException {
        List<String> references = body.plainTexts("rules");
        if (references.isEmpty()) {
            throw new RuleException(RejectionCode.MISSING_KEY, body.lineOf("rules"), "a correlation needs rules");
        }
        List<CorrelationBase> rules = new ArrayList<>();
        for (String reference : references) {
            CorrelationBase rule = find(reference, body.lineOf("rules"));
            if (rules.stream().anyMatch(known -> known.id().equals(rule.id()))) {
                throw new RuleException(
                        RejectionCode.BAD_VALUE, body.lineOf("rules"), "rule '" + reference + "' is named twice");
            }
            rules.add(rule);
        }
        return rules;
    }

    private CorrelationBase find(String reference, int line) throws RuleException {
        return bases.find(reference, line, document -> read(document, InfoReader.read(document)));
    }

    private List<GroupField> groupBy(Yaml.Mapping body, List<CorrelationBase> rules) throws RuleException {
        List<GroupField> fields = new ArrayList<>();
        for (String name : body.plainTexts("group-by")) {
            fields.add(field(name, alias(body, name), rules, body.lineOf("group-by")));
        }
        return fields;
    }

    /** The field of each base rule behind an alias, by the rule's id; empty for a name that is no alias. */
    private Map<String, String> alias(Yaml.Mapping body, String name) throws RuleException {
        Map<String, String> fields = new LinkedHashMap<>();
        Optional<Yaml> aliases = body.get("aliases");
        if (aliases.isEmpty()) {
            return fields;
        }
        if (!(aliases.get() instanceof Yaml.Mapping all)) {
            throw new RuleException(RejectionCode.BAD_VALUE, body.lineOf("aliases"), "aliases is a mapping");
        }
        Optional<Yaml> alias = all.get(name);
        if (alias.isEmpty()) {
            return fields;
        }
        if (!(alias.get() instanceof Yaml.Mapping byRule)) {
            throw new RuleException(
                    RejectionCode.BAD_VALUE,
                    all.lineOf(name),
                    "the alias '" + name + "' is a mapping of rules to fields");
        }
        for (String reference : byRule.entries().keySet()) {
            String id = find(reference, byRule.lineOf(reference)).id();
            String field = byRule.text(reference);
            if (field.isEmpty()) {
                throw new RuleException(
                        RejectionCode.BAD_VALUE,
                        byRule.lineOf(reference),
                        "the alias '" + name + "' names no field of rule '" + reference + "'");
            }
            fields.put(id, field);
        }
        return fields;
    }

    private GroupField field(String name, Map<String, String> alias, List<CorrelationBase> rules, int line)
            throws RuleException {
        Map<String, String> fields = new LinkedHashMap<>();
        for (CorrelationBase rule : rules) {
            fields.put(rule.id(), rule.field(alias.getOrDefault(rule.id(), name), lookup, line));
        }
        return new GroupField(name, fields);
    }

    private List<GroupField> values(Yaml.Mapping body, CorrelationType type, List<CorrelationBase> rules)
            throws RuleException {
        List<String> names = body.entries().get("condition") instanceof Yaml.Mapping condition
                ? condition.plainTexts("field")
                : List.of();
        int line = body.lineOf("condition");
        if (type.readsField() && (names.isEmpty() || names.contains(""))) {
            throw new RuleException(RejectionCode.MISSING_KEY, line, type.text() + " needs condition.field");
        }
        if (!type.readsField() && !names.isEmpty()) {
            throw new RuleException(RejectionCode.BAD_VALUE, line, type.text() + " counts no field");
        }
        if (type.isNumeric() && names.size() > 1) {
            throw new RuleException(RejectionCode.BAD_VALUE, line, type.text() + " measures one field");
        }
        List<GroupField> fields = new ArrayList<>();
        for (String name : names) {
            fields.add(field(name, alias(body, name), rules, line));
        }
        return fields;
    }

    private static Optional<BigDecimal> percentile(Yaml.Mapping body, CorrelationType type) throws RuleException {
        Optional<Yaml> written = body.entries().get("condition") instanceof Yaml.Mapping condition
                ? condition.get("percentile")
                : Optional.empty();
        int line = body.lineOf("condition");
        if (type != CorrelationType.VALUE_PERCENTILE) {
            if (written.isPresent()) {
                throw new RuleException(RejectionCode.BAD_VALUE, line, type.text() + " has no percentile");
            }
            return Optional.empty();
        }
        if (written.isEmpty()) {
            throw new RuleException(
                    RejectionCode.MISSING_KEY, line, "value_percentile needs condition.percentile, for example 95");
        }
        if (written.get() instanceof Yaml.Scalar scalar && scalar.number().isPresent()) {
            BigDecimal share = scalar.number().get();
            if (share.signum() > 0 && share.compareTo(HUNDRED) <= 0 && isOrdinary(share)) {
                return Optional.of(share);
            }
        }
        throw new RuleException(RejectionCode.BAD_VALUE, line, "percentile is a number above 0 and up to 100");
    }

    private Threshold threshold(Yaml.Mapping body, CorrelationType type, List<CorrelationBase> rules)
            throws RuleException {
        boolean temporal = type == CorrelationType.TEMPORAL || type == CorrelationType.TEMPORAL_ORDERED;
        Optional<Yaml> written = body.get("condition");
        if (written.isEmpty() && temporal) {
            return Threshold.of(Order.GTE, rules.size());
        }
        if (temporal && written.get() instanceof Yaml.Scalar text && text.kind() == Yaml.Kind.TEXT) {
            return inWords(text, rules);
        }
        if (!(written.orElse(body) instanceof Yaml.Mapping condition) || condition == body) {
            throw new RuleException(
                    written.isEmpty() ? RejectionCode.MISSING_KEY : RejectionCode.UNSUPPORTED,
                    body.lineOf("condition"),
                    "a correlation needs a condition such as gte: 5");
        }
        List<Threshold.Bound> bounds = new ArrayList<>();
        for (Map.Entry<String, Yaml> entry : condition.entries().entrySet()) {
            if (!entry.getKey().equals("field") && !entry.getKey().equals("percentile")) {
                bounds.add(bound(entry.getKey(), entry.getValue(), type, condition.lineOf(entry.getKey())));
            }
        }
        if (bounds.isEmpty()) {
            throw new RuleException(
                    RejectionCode.MISSING_KEY, condition.line(), "the condition compares with no number");
        }
        return new Threshold(bounds);
    }

    /** A condition that joins all rules by {@code and}, or all by {@code or}; what else words could say no count says. */
    private Threshold inWords(Yaml.Scalar text, List<CorrelationBase> rules) throws RuleException {
        String[] words = text.text().strip().split("\\s+");
        Set<String> named = new HashSet<>();
        Set<String> joints = new HashSet<>();
        for (int i = 0; i < words.length; i++) {
            if (i % 2 == 0) {
                named.add(find(words[i], text.line()).id());
            } else {
                joints.add(words[i].toLowerCase(Locale.ROOT));
            }
        }
        Set<String> all = new HashSet<>();
        rules.forEach(rule -> all.add(rule.id()));
        boolean whole = words.length % 2 == 1 && named.equals(all) && words.length / 2 + 1 == all.size();
        if (whole && (joints.isEmpty() || joints.equals(Set.of("and")))) {
            return Threshold.of(Order.GTE, all.size());
        }
        if (whole && joints.equals(Set.of("or"))) {
            return Threshold.of(Order.GTE, 1);
        }
        throw new RuleException(
                RejectionCode.UNSUPPORTED,
                text.line(),
                "a condition in words joins all rules of the correlation by and, or all by or: chain correlations for more");
    }

    private static Threshold.Bound bound(String name, Yaml value, CorrelationType type, int line) throws RuleException {
        Order order = Order.of(name)
                .orElseThrow(() -> new RuleException(
                        RejectionCode.BAD_CONDITION, line, "'" + name + "' is none of gt, gte, lt, lte, eq, neq"));
        if (value instanceof Yaml.Scalar scalar && scalar.number().isPresent()) {
            BigDecimal number = scalar.number().get();
            boolean fits = type.isNumeric()
                    || (number.stripTrailingZeros().scale() <= 0
                            && number.signum() >= 0
                            && number.compareTo(LARGEST) < 0);
            if (isOrdinary(number) && fits) {
                return new Threshold.Bound(order, number);
            }
        }
        throw new RuleException(
                RejectionCode.BAD_VALUE,
                line,
                type.isNumeric()
                        ? name + " needs a number of at most " + MOST_DIGITS + " digits"
                        : name + " needs a whole number from 0 to " + LARGEST.subtract(BigDecimal.ONE));
    }

    /** Neither {@code 1e1000000} nor a page of digits. */
    private static boolean isOrdinary(BigDecimal number) {
        return number.precision() <= MOST_DIGITS && Math.abs((long) number.scale()) <= MOST_DIGITS;
    }

    /** Alerts of a correlation are swallowed by group-by names, all of them when it names none. */
    private static Optional<Suppression> suppression(Yaml.Mapping root, List<GroupField> groupBy) throws RuleException {
        Optional<Suppression> written = SuppressionReader.read(root, UnaryOperator.identity());
        List<String> names = groupBy.stream().map(GroupField::name).toList();
        if (written.isPresent() && !names.containsAll(written.get().by())) {
            throw new RuleException(
                    RejectionCode.BAD_VALUE,
                    root.lineOf("suppress"),
                    "a correlation can suppress by what it groups by alone: " + String.join(", ", names));
        }
        return written.map(
                suppression -> suppression.by().isEmpty() ? new Suppression(names, suppression.window()) : suppression);
    }

    private static boolean generates(Yaml.Mapping mapping) throws RuleException {
        Optional<Yaml> value = mapping.get("generate");
        if (value.isEmpty()) {
            return false;
        }
        if (value.get() instanceof Yaml.Scalar scalar && scalar.kind() == Yaml.Kind.BOOLEAN) {
            return Boolean.parseBoolean(scalar.text());
        }
        throw new RuleException(RejectionCode.BAD_VALUE, mapping.lineOf("generate"), "generate is true or false");
    }
}
