// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.CorrelationType;
import io.fairlead.detect.rule.GroupField;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.rule.RuleInfo;
import io.fairlead.detect.rule.Suppression;
import io.fairlead.detect.rule.Threshold;
import io.fairlead.detect.yaml.RuleException;
import io.fairlead.detect.yaml.Yaml;
import io.fairlead.schemas.identity.Identity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Compiles a document with a {@code correlation} (Sigma correlation rules 2.1). */
final class CorrelationReader {
    private static final Duration LONGEST = Duration.ofDays(90);

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
        ThresholdReader conditions = new ThresholdReader(body, type, rules);
        Threshold threshold = conditions.threshold(this::find);
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
                conditions.percentile(),
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
