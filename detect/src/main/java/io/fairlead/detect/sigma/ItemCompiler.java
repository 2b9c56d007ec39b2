// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import com.google.re2j.PatternSyntaxException;
import io.fairlead.detect.match.Regexes;
import io.fairlead.detect.rule.Condition;
import io.fairlead.detect.rule.IpNetwork;
import io.fairlead.detect.rule.Order;
import io.fairlead.detect.rule.Predicate;
import io.fairlead.detect.rule.Projection;
import io.fairlead.detect.rule.Quantifier;
import io.fairlead.detect.rule.RegexSize;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.rule.TextPattern;
import io.fairlead.detect.rule.TimePart;
import io.fairlead.detect.yaml.RuleException;
import io.fairlead.detect.yaml.Yaml;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Compiles one detection item: a key with modifiers and its values. */
final class ItemCompiler {
    private static final Pattern LEADING_ZEROS = Pattern.compile("[-+]?0[0-9]+");

    private final FieldNames names;
    private final Placeholders placeholders;

    ItemCompiler(FieldNames names, Placeholders placeholders) {
        this.names = names;
        this.placeholders = placeholders;
    }

    Condition compile(FieldKey key, Yaml value) throws RuleException {
        List<Condition> conditions = new ArrayList<>();
        if (value instanceof Yaml.Sequence sequence) {
            if (sequence.items().isEmpty()) {
                throw bad(sequence.line(), "'" + key.field() + "' has an empty list: nothing could ever match");
            }
            for (Yaml item : sequence.items()) {
                conditions.add(one(key, item));
            }
        } else {
            conditions.add(one(key, value));
        }
        Condition whole = conditions.size() == 1
                ? conditions.getFirst()
                : key.has(Modifier.ALL) ? new Condition.And(conditions) : new Condition.Or(conditions);
        return key.has(Modifier.NEQ) ? new Condition.Not(whole) : whole;
    }

    private Condition one(FieldKey key, Yaml value) throws RuleException {
        if (!(value instanceof Yaml.Scalar scalar)) {
            throw bad(value.line(), "'" + key.field() + "' needs a plain value or a list of plain values");
        }
        List<Yaml.Scalar> expanded = key.has(Modifier.EXPAND) ? placeholders.expand(scalar) : List.of(scalar);
        List<Condition> conditions = new ArrayList<>();
        for (Yaml.Scalar each : expanded) {
            for (Predicate predicate : predicates(key, each)) {
                conditions.add(leaf(key, predicate));
            }
        }
        return conditions.size() == 1 ? conditions.getFirst() : new Condition.Or(conditions);
    }

    private Condition leaf(FieldKey key, Predicate predicate) throws RuleException {
        if (key.field().isEmpty()) {
            return new Condition.KeywordCondition(predicate);
        }
        Optional<Projection> projection = names.projection(key.field());
        if (projection.isPresent()) {
            return projected(key, projection.get(), predicate);
        }
        List<Condition> leaves = new ArrayList<>();
        for (String field : names.of(key.field())) {
            leaves.add(new Condition.FieldCondition(field, predicate));
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        boolean absence = predicate instanceof Predicate.IsNull
                || (predicate instanceof Predicate.Exists exists && !exists.expected());
        return absence ? new Condition.And(leaves) : new Condition.Or(leaves);
    }

    private static Condition projected(FieldKey key, Projection projection, Predicate predicate) throws RuleException {
        if (predicate instanceof Predicate.FieldReference) {
            throw new RuleException(
                    RejectionCode.BAD_MODIFIER, key.line(), "'" + key.field() + "' is computed: no field to compare");
        }
        return new Condition.ProjectedCondition(
                projection,
                Quantifier.ANY,
                predicate instanceof Predicate.IsNull ? new Predicate.Exists(false) : predicate);
    }

    private List<Predicate> predicates(FieldKey key, Yaml.Scalar value) throws RuleException {
        if (key.has(Modifier.EXISTS)) {
            if (value.kind() != Yaml.Kind.BOOLEAN) {
                throw bad(value.line(), "exists needs true or false");
            }
            return List.of(new Predicate.Exists(Boolean.parseBoolean(value.text())));
        }
        Optional<TimePart> timePart = key.timePart();
        if (timePart.isPresent()) {
            int number = number(value, timePart.get().name()).intValueExact();
            return List.of(
                    new Predicate.TimePartCompare(timePart.get(), key.order().orElse(Order.EQ), number));
        }
        Optional<Order> order = key.order();
        if (order.isPresent()) {
            return List.of(
                    new Predicate.Compare(order.get(), number(value, order.get().name())));
        }
        if (value.kind() == Yaml.Kind.NULL) {
            return List.of(isNull(key, value));
        }
        if (key.has(Modifier.RE)) {
            return List.of(regex(key, value));
        }
        if (key.has(Modifier.CIDR)) {
            return List.of(new Predicate.Cidr(IpNetwork.parse(value.text())
                    .orElseThrow(() -> new RuleException(
                            RejectionCode.BAD_CIDR,
                            value.line(),
                            "'" + value.text() + "' is no network like 10.0.0.0/8"))));
        }
        if (key.has(Modifier.FIELDREF)) {
            return references(key, value);
        }
        return text(key, value);
    }

    private List<Predicate> text(FieldKey key, Yaml.Scalar value) throws RuleException {
        boolean transformed = key.modifiers().stream().anyMatch(Modifier::transformsText);
        if (value.number().isPresent() && !transformed && !key.field().isEmpty()) {
            return number(value.text(), value.number().get(), key.has(Modifier.CASED));
        }
        List<Predicate> predicates = new ArrayList<>();
        TextPattern start =
                value.kind() == Yaml.Kind.TEXT ? SigmaText.parse(value.text()) : TextPattern.literal(value.text());
        for (TextPattern pattern : TextTransforms.apply(key, start, value.line())) {
            TextPattern whole = key.field().isEmpty() && !anchored(key) ? pattern.open(true, true) : pattern;
            predicates.add(new Predicate.Text(whole, key.has(Modifier.CASED)));
        }
        return predicates;
    }

    /**
     * A number. One with leading zeros is a text, as readers of YAML 1.1 take it and rules mean it ({@code 00000429}); any
     * other that is not written plainly ({@code 0x1F}) is either.
     */
    private static List<Predicate> number(String written, BigDecimal number, boolean cased) {
        Predicate text = new Predicate.Text(TextPattern.literal(written), cased);
        if (LEADING_ZEROS.matcher(written).matches()) {
            return List.of(text);
        }
        Predicate equal = new Predicate.NumberEquals(number);
        return written.equals(number.toPlainString()) ? List.of(equal) : List.of(equal, text);
    }

    /** Keywords are searched inside values unless the rule says at which end. */
    private static boolean anchored(FieldKey key) {
        return key.has(Modifier.STARTSWITH) || key.has(Modifier.ENDSWITH);
    }

    private List<Predicate> references(FieldKey key, Yaml.Scalar value) throws RuleException {
        if (value.kind() != Yaml.Kind.TEXT || value.text().isBlank()) {
            throw bad(value.line(), "fieldref needs the name of a field");
        }
        TextPattern.Shape relation = key.has(Modifier.CONTAINS)
                ? TextPattern.Shape.CONTAINS
                : key.has(Modifier.STARTSWITH)
                        ? TextPattern.Shape.STARTSWITH
                        : key.has(Modifier.ENDSWITH) ? TextPattern.Shape.ENDSWITH : TextPattern.Shape.EQUALS;
        if (names.projection(value.text()).isPresent()) {
            throw bad(value.line(), "'" + value.text() + "' is computed: no field to compare");
        }
        List<Predicate> predicates = new ArrayList<>();
        for (String other : names.of(value.text())) {
            predicates.add(new Predicate.FieldReference(other, relation, key.has(Modifier.CASED)));
        }
        return predicates;
    }

    private static Predicate isNull(FieldKey key, Yaml.Scalar value) throws RuleException {
        boolean plain = key.modifiers().stream().allMatch(one -> one == Modifier.ALL || one == Modifier.NEQ);
        if (!plain || key.field().isEmpty()) {
            throw bad(value.line(), "null stands alone: no modifier can change it, no keyword can be it");
        }
        return new Predicate.IsNull();
    }

    private static Predicate regex(FieldKey key, Yaml.Scalar value) throws RuleException {
        Predicate.Regex regex =
                new Predicate.Regex(value.text(), key.has(Modifier.I), key.has(Modifier.M), key.has(Modifier.S));
        if (!RegexSize.isBounded(value.text())) {
            throw new RuleException(
                    RejectionCode.BAD_REGEX,
                    value.line(),
                    "the expression is nested too deeply or, its repetitions written out, longer than "
                            + RegexSize.MOST_PIECES + " pieces");
        }
        try {
            Regexes.engine(regex);
        } catch (PatternSyntaxException bad) {
            throw new RuleException(
                    RejectionCode.BAD_REGEX,
                    value.line(),
                    "'" + bad.getPattern() + "' in the expression: " + bad.getDescription()
                            + " (RE2 syntax: no look-around, no back reference)");
        }
        return regex;
    }

    private static BigDecimal number(Yaml.Scalar value, String modifier) throws RuleException {
        Optional<BigDecimal> number = value.number();
        boolean part = Modifier.of(modifier.toLowerCase(java.util.Locale.ROOT))
                .flatMap(Modifier::timePart)
                .isPresent();
        if (number.isEmpty() || (part && !isSmallInteger(number.get()))) {
            throw bad(
                    value.line(),
                    modifier.toLowerCase(java.util.Locale.ROOT) + " needs a number, not '" + value.text() + "'");
        }
        return number.get();
    }

    private static boolean isSmallInteger(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0 && number.abs().compareTo(BigDecimal.valueOf(9_999)) <= 0;
    }

    private static RuleException bad(int line, String reason) {
        return new RuleException(RejectionCode.BAD_VALUE, line, reason);
    }
}
