// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.falco.Expression.Check;
import io.fairlead.detect.falco.Expression.Literal;
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
import io.fairlead.detect.yaml.RuleException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Compiles bound expressions to conditions over fields. */
final class CheckCompiler {
    private static final Set<Operator> FOR_LISTS =
            Set.of(Operator.IN, Operator.INTERSECTS, Operator.PMATCH, Operator.EXISTS);

    private final Fields fields;
    private final int line;

    CheckCompiler(Fields fields, int line) {
        this.fields = fields;
        this.line = line;
    }

    Condition compile(Expression expression) throws RuleException {
        return switch (expression) {
            case Expression.And and -> new Condition.And(compile(and.parts()));
            case Expression.Or or -> new Condition.Or(compile(or.parts()));
            case Expression.Not not -> new Condition.Not(compile(not.part()));
            case Expression.Named named -> new Condition.Selection(named.name(), compile(named.part()));
            case Expression.Word word -> throw error(RejectionCode.UNKNOWN_MACRO, "'" + word.name() + "' is not bound");
            case Check check -> check(check);
        };
    }

    private List<Condition> compile(List<Expression> parts) throws RuleException {
        List<Condition> conditions = new ArrayList<>(parts.size());
        for (Expression part : parts) {
            conditions.add(compile(part));
        }
        return conditions;
    }

    private Condition check(Check check) throws RuleException {
        Fields.Used used = fields.use(check.field(), line);
        Operator operator = check.operator();
        if (used.shape() == Reading.Shape.LIST && !FOR_LISTS.contains(operator)) {
            throw error(
                    RejectionCode.BAD_CONDITION,
                    "the list field '" + check.field().text() + "' takes in, intersects, pmatch and exists, not '"
                            + operator.text() + "'");
        }
        if (check.other().isPresent()) {
            return compared(used, operator, check.other().get());
        }
        if (used.shape() == Reading.Shape.NETWORK && operator != Operator.EXISTS) {
            return network(used.projection(), check);
        }
        boolean all = operator == Operator.IN || operator == Operator.DIFFERS;
        Quantifier quantifier = all && used.shape() != Reading.Shape.EACH ? Quantifier.ALL : Quantifier.ANY;
        return new Condition.ProjectedCondition(used.projection(), quantifier, predicate(check));
    }

    /** {@code proc.name = val(proc.pname)}. */
    private Condition compared(Fields.Used used, Operator operator, Expression.Field other) throws RuleException {
        List<String> functions = other.transformers();
        boolean plain = functions.equals(List.of(Transformers.VALUE));
        Expression.Field inner = plain ? other.plain() : other;
        Fields.Used right = fields.use(inner, line);
        boolean one = used.shape() == Reading.Shape.ONE && right.shape() == Reading.Shape.ONE;
        if (!one || !FieldComparison.takes(operator)) {
            throw error(
                    RejectionCode.UNSUPPORTED,
                    "'" + operator.text() + "' does not compare '"
                            + used.projection().name() + "' with the field '" + inner.text() + "'");
        }
        return new Condition.ProjectedCondition(
                new FieldComparison(used.projection(), operator, right.projection()),
                Quantifier.ANY,
                new Predicate.Text(TextPattern.literal("true"), true));
    }

    /** Networks hold an address or do not. */
    private Condition network(Projection projection, Check check) throws RuleException {
        List<Condition> any = new ArrayList<>();
        for (String text : check.operator() == Operator.IN ? texts(check) : List.of(only(check))) {
            Optional<IpNetwork> network = IpNetwork.parse(text);
            if (network.isEmpty()) {
                throw error(RejectionCode.BAD_CIDR, "'" + text + "' is no network");
            }
            any.add(new Condition.ProjectedCondition(projection, Quantifier.ANY, new Predicate.Cidr(network.get())));
        }
        Condition within = new Condition.Or(any);
        return switch (check.operator()) {
            case EQUALS, EQUALS_TWICE, IN -> within;
            case DIFFERS ->
                new Condition.And(List.of(
                        new Condition.ProjectedCondition(projection, Quantifier.ANY, new Predicate.Exists(true)),
                        new Condition.Not(within)));
            default ->
                throw error(
                        RejectionCode.BAD_CONDITION,
                        "the network '" + check.field().text() + "' takes =, !=, in and exists, not '"
                                + check.operator().text() + "'");
        };
    }

    private Predicate predicate(Check check) throws RuleException {
        return switch (check.operator()) {
            case EXISTS -> new Predicate.Exists(true);
            case EQUALS, EQUALS_TWICE -> new Predicate.Text(TextPattern.literal(only(check)), true);
            case DIFFERS -> new Predicate.Differs(only(check));
            case LESS -> new Predicate.Compare(Order.LT, number(only(check)));
            case LESS_EQUAL -> new Predicate.Compare(Order.LTE, number(only(check)));
            case GREATER -> new Predicate.Compare(Order.GT, number(only(check)));
            case GREATER_EQUAL -> new Predicate.Compare(Order.GTE, number(only(check)));
            case IN, INTERSECTS -> new Predicate.OneOf(texts(check));
            case PMATCH ->
                check.values().isEmpty()
                        ? new Predicate.OneOf(Set.of())
                        : regex(Globs.pathPrefixes(texts(check)), false, true);
            case CONTAINS -> text(only(check), true, true, true);
            case ICONTAINS -> text(only(check), true, true, false);
            case BCONTAINS -> text(bytes(only(check)), true, true, true);
            case STARTSWITH -> text(only(check), false, true, true);
            case BSTARTSWITH -> text(bytes(only(check)), false, true, true);
            case ENDSWITH -> text(only(check), true, false, true);
            case GLOB -> glob(only(check), false);
            case IGLOB -> glob(only(check), true);
            case REGEX -> {
                regex(only(check), false, false);
                yield regex("^(?:" + only(check) + ")\\z", false, false);
            }
        };
    }

    private static Predicate text(String text, boolean before, boolean after, boolean cased) {
        return new Predicate.Text(TextPattern.literal(text).open(before, after), cased);
    }

    private Predicate glob(String pattern, boolean ignoreCase) throws RuleException {
        return regex("^" + Globs.regex(pattern, line) + "\\z", ignoreCase, true);
    }

    private Predicate regex(String regex, boolean ignoreCase, boolean dotAll) throws RuleException {
        if (!RegexSize.isBounded(regex)) {
            throw error(RejectionCode.BAD_REGEX, "the pattern is nested too deeply or too long when written out");
        }
        Predicate.Regex predicate = new Predicate.Regex(regex, ignoreCase, false, dotAll);
        try {
            Regexes.compile(predicate);
        } catch (com.google.re2j.PatternSyntaxException bad) {
            throw error(RejectionCode.BAD_REGEX, "the pattern does not compile: " + bad.getDescription());
        }
        return predicate;
    }

    private String only(Check check) throws RuleException {
        if (check.values().size() != 1) {
            throw error(RejectionCode.BAD_CONDITION, "'" + check.operator().text() + "' needs one value");
        }
        return check.values().getFirst().text();
    }

    private static Set<String> texts(Check check) {
        Set<String> texts = new LinkedHashSet<>();
        for (Literal literal : check.values()) {
            texts.add(literal.text());
        }
        return texts;
    }

    private BigDecimal number(String text) throws RuleException {
        try {
            return text.toLowerCase(Locale.ROOT).startsWith("0x")
                    ? new BigDecimal(new BigInteger(text.substring(2), 16))
                    : new BigDecimal(text);
        } catch (NumberFormatException noNumber) {
            throw error(RejectionCode.BAD_CONDITION, "'" + text + "' is no number");
        }
    }

    private String bytes(String hex) throws RuleException {
        try {
            byte[] bytes = HexFormat.of().parseHex(hex);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException bad) {
            throw error(
                    RejectionCode.BAD_VALUE,
                    "'" + hex + "' must be the bytes of a text in UTF-8 as hexadecimal digits: no event holds others");
        }
    }

    private RuleException error(RejectionCode code, String reason) {
        return new RuleException(code, line, reason);
    }
}
