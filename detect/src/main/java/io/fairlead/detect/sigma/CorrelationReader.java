// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.CorrelationType;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.GroupField;
import io.fairlead.detect.rule.Order;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.rule.RuleInfo;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compiles a document with a {@code correlation} (Sigma correlation rules 2.1). */
final class CorrelationReader {
    private static final Pattern TIMESPAN = Pattern.compile("([0-9]{1,9})([smhdwMy])");
    private static final Duration LONGEST = Duration.ofDays(90);
    private static final long LARGEST = 10_000;

    private final BaseRules bases;
    private final FieldNames.Lookup lookup;

    CorrelationReader(BaseRules bases, FieldNames.Lookup lookup) {
        this.bases = bases;
        this.lookup = lookup;
    }

    CorrelationRule read(SigmaDocument document, RuleInfo info) throws RuleException {
        Yaml.Mapping root = document.root();
        if (!(root.entries().get("correlation") instanceof Yaml.Mapping body)) {
            throw new RuleException(
                    RejectionCode.BAD_VALUE, root.lineOf("correlation"), "correlation is a mapping of its parts");
        }
        known(body);
        CorrelationType type = type(body);
        List<DetectionRule> rules = rules(body);
        List<String> ids = rules.stream().map(DetectionRule::id).toList();
        List<GroupField> groupBy = groupBy(body, rules);
        Optional<GroupField> value = value(body, type, rules);
        Threshold threshold = threshold(body, type, ids.size());
        String hash = Identity.sha256Hex((info.hash()
                        + String.join(
                                "",
                                rules.stream().map(rule -> rule.info().hash()).toList()))
                .getBytes(StandardCharsets.UTF_8));
        boolean generate = generates(root) || generates(body);
        return new CorrelationRule(info.withHash(hash), type, ids, groupBy, timespan(body), threshold, value, generate);
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
        boolean later = List.of("value_sum", "value_avg", "value_percentile", "value_median")
                .contains(text);
        throw new RuleException(
                later ? RejectionCode.UNSUPPORTED : RejectionCode.BAD_VALUE,
                body.lineOf("type"),
                text.isEmpty() ? "a correlation needs a type" : "correlation type '" + text + "' is not supported");
    }

    private List<DetectionRule> rules(Yaml.Mapping body) throws RuleException {
        List<String> references = body.texts("rules");
        if (references.isEmpty()) {
            throw new RuleException(RejectionCode.MISSING_KEY, body.lineOf("rules"), "a correlation needs rules");
        }
        List<DetectionRule> rules = new ArrayList<>();
        for (String reference : references) {
            DetectionRule rule = bases.find(reference, body.lineOf("rules"));
            if (rules.stream().anyMatch(known -> known.id().equals(rule.id()))) {
                throw new RuleException(
                        RejectionCode.BAD_VALUE, body.lineOf("rules"), "rule '" + reference + "' is named twice");
            }
            rules.add(rule);
        }
        return rules;
    }

    private List<GroupField> groupBy(Yaml.Mapping body, List<DetectionRule> rules) throws RuleException {
        List<GroupField> fields = new ArrayList<>();
        for (String name : body.texts("group-by")) {
            fields.add(field(name, alias(body, name), rules));
        }
        return fields;
    }

    /** The field of each base rule behind an alias; by reference as written. */
    private Map<String, String> alias(Yaml.Mapping body, String name) throws RuleException {
        Map<String, String> fields = new LinkedHashMap<>();
        Optional<Yaml> aliases = body.get("aliases");
        if (aliases.isEmpty()) {
            return fields;
        }
        if (!(aliases.get() instanceof Yaml.Mapping all)) {
            throw new RuleException(RejectionCode.BAD_VALUE, body.lineOf("aliases"), "aliases is a mapping");
        }
        if (all.entries().get(name) instanceof Yaml.Mapping byRule) {
            for (String reference : byRule.entries().keySet()) {
                String id = bases.find(reference, byRule.lineOf(reference)).id();
                fields.put(id, byRule.text(reference));
            }
        }
        return fields;
    }

    private GroupField field(String name, Map<String, String> alias, List<DetectionRule> rules) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (DetectionRule rule : rules) {
            String written = alias.getOrDefault(rule.id(), name);
            fields.put(
                    rule.id(), lookup.of(rule.scope().logsource()).of(written).getFirst());
        }
        return new GroupField(name, fields);
    }

    private Optional<GroupField> value(Yaml.Mapping body, CorrelationType type, List<DetectionRule> rules)
            throws RuleException {
        String name = body.entries().get("condition") instanceof Yaml.Mapping condition ? condition.text("field") : "";
        if (type == CorrelationType.VALUE_COUNT && name.isEmpty()) {
            throw new RuleException(
                    RejectionCode.MISSING_KEY, body.lineOf("condition"), "value_count needs condition.field");
        }
        if (type != CorrelationType.VALUE_COUNT && !name.isEmpty()) {
            throw new RuleException(
                    RejectionCode.BAD_VALUE, body.lineOf("condition"), type.text() + " counts no field");
        }
        return name.isEmpty() ? Optional.empty() : Optional.of(field(name, alias(body, name), rules));
    }

    private static Threshold threshold(Yaml.Mapping body, CorrelationType type, int rules) throws RuleException {
        boolean temporal = type == CorrelationType.TEMPORAL || type == CorrelationType.TEMPORAL_ORDERED;
        Optional<Yaml> written = body.get("condition");
        if (written.isEmpty() && temporal) {
            return Threshold.of(Order.GTE, rules);
        }
        if (!(written.orElse(body) instanceof Yaml.Mapping condition) || condition == body) {
            throw new RuleException(
                    written.isEmpty() ? RejectionCode.MISSING_KEY : RejectionCode.UNSUPPORTED,
                    body.lineOf("condition"),
                    "a correlation needs a condition such as gte: 5");
        }
        List<Threshold.Bound> bounds = new ArrayList<>();
        for (Map.Entry<String, Yaml> entry : condition.entries().entrySet()) {
            if (!entry.getKey().equals("field")) {
                bounds.add(bound(entry.getKey(), entry.getValue(), condition.lineOf(entry.getKey())));
            }
        }
        if (bounds.isEmpty()) {
            throw new RuleException(
                    RejectionCode.MISSING_KEY, condition.line(), "the condition compares with no number");
        }
        return new Threshold(bounds);
    }

    private static Threshold.Bound bound(String name, Yaml value, int line) throws RuleException {
        Order order = Order.of(name)
                .orElseThrow(() -> new RuleException(
                        RejectionCode.BAD_CONDITION, line, "'" + name + "' is none of gt, gte, lt, lte, eq, neq"));
        if (value instanceof Yaml.Scalar scalar && scalar.number().isPresent()) {
            java.math.BigDecimal number = scalar.number().get();
            if (number.stripTrailingZeros().scale() <= 0
                    && number.signum() >= 0
                    && number.compareTo(java.math.BigDecimal.valueOf(LARGEST)) < 0) {
                return new Threshold.Bound(order, number.longValue());
            }
        }
        throw new RuleException(
                RejectionCode.BAD_VALUE, line, name + " needs a whole number from 0 to " + (LARGEST - 1));
    }

    private static Duration timespan(Yaml.Mapping body) throws RuleException {
        String text = body.text("timespan");
        Matcher matcher = TIMESPAN.matcher(text);
        if (!matcher.matches()) {
            throw new RuleException(
                    text.isEmpty() ? RejectionCode.MISSING_KEY : RejectionCode.BAD_VALUE,
                    body.lineOf("timespan"),
                    "timespan is a number with s, m, h, d or w, for example 10m");
        }
        long number = Long.parseLong(matcher.group(1));
        Duration timespan = switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            case "w" -> Duration.ofDays(7 * number);
            case "M" -> Duration.ofDays(30 * number);
            default -> Duration.ofDays(365 * number);
        };
        if (timespan.isZero() || timespan.compareTo(LONGEST) > 0) {
            throw new RuleException(
                    RejectionCode.BAD_VALUE,
                    body.lineOf("timespan"),
                    "timespan is from 1s to " + LONGEST.toDays() + "d");
        }
        return timespan;
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
