// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.yaml.RuleException;
import io.fairlead.detect.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An exception of a rule: events whose fields compare with one of the values are none of its business.
 *
 * @param fields the fields, as written
 * @param tuple whether they were written as a list; then each value is a list of as many
 * @param comps one operator for each field
 * @param values for each alternative the values of each field; a field that takes a list may have several
 * @param line where it stands
 */
record ExceptionDraft(
        List<String> fields, boolean tuple, List<String> comps, List<List<List<String>>> values, int line) {
    private static final Set<String> KEYS = Set.of("name", "fields", "comps", "values");

    /**
     * The exceptions of an item put behind those that are known already.
     *
     * @param known exceptions to add to
     */
    static Map<String, ExceptionDraft> read(Item item, Map<String, ExceptionDraft> known) throws RuleException {
        Map<String, ExceptionDraft> all = new LinkedHashMap<>(known);
        if (!item.has("exceptions")) {
            return all;
        }
        if (!(item.root().entries().get("exceptions") instanceof Yaml.Sequence sequence)) {
            throw bad(item.root().lineOf("exceptions"), "'exceptions' must be a list");
        }
        for (Yaml one : sequence.items()) {
            if (!(one instanceof Yaml.Mapping mapping)) {
                throw bad(one.line(), "an exception is a mapping");
            }
            Item exception = new Item(item.file(), mapping);
            exception.only(KEYS);
            String name = exception.text("name");
            if (name.isEmpty()) {
                throw new RuleException(RejectionCode.MISSING_KEY, one.line(), "an exception needs 'name'");
            }
            ExceptionDraft before = all.get(name);
            all.put(
                    name,
                    before == null || exception.has("fields") ? fresh(exception, before) : before.with(exception));
        }
        return all;
    }

    private static ExceptionDraft fresh(Item item, @org.jspecify.annotations.Nullable ExceptionDraft before)
            throws RuleException {
        Yaml written = item.root()
                .get("fields")
                .orElseThrow(
                        () -> new RuleException(RejectionCode.MISSING_KEY, item.line(), "an exception needs 'fields'"));
        List<String> fields = Values.oneOrMore(written, "fields");
        boolean tuple = written instanceof Yaml.Sequence;
        Yaml comps = item.root().entries().get("comps");
        List<String> operators = comps == null
                ? java.util.Collections.nCopies(fields.size(), tuple ? "=" : "in")
                : Values.oneOrMore(comps, "comps");
        if (operators.size() != fields.size()
                || fields.isEmpty()
                || (comps instanceof Yaml.Sequence) != (comps != null && tuple)) {
            throw bad(item.line(), "'fields' and 'comps' of an exception must be of the same form and length");
        }
        for (String operator : operators) {
            if (Operator.of(operator).filter(known -> known != Operator.EXISTS).isEmpty()) {
                throw bad(item.root().lineOf("comps"), "'" + operator + "' is no comparison of an exception");
            }
        }
        ExceptionDraft empty = new ExceptionDraft(fields, tuple, operators, List.of(), item.line());
        if (before != null && (!before.fields.equals(fields) || !before.comps.equals(operators))) {
            throw bad(item.line(), "an exception of this name has other fields or comparisons");
        }
        return (before == null ? empty : before).with(item);
    }

    private ExceptionDraft with(Item item) throws RuleException {
        List<List<List<String>>> all = new ArrayList<>(values);
        Yaml more = item.root().entries().get("values");
        if (more == null) {
            return this;
        }
        if (!(more instanceof Yaml.Sequence sequence)) {
            throw bad(item.root().lineOf("values"), "'values' of an exception must be a list");
        }
        if (!tuple) {
            List<String> texts = new ArrayList<>();
            for (Yaml value : sequence.items()) {
                texts.addAll(Values.oneOrMore(value, "values"));
            }
            if (!texts.isEmpty()) {
                all.add(List.of(texts));
            }
            return new ExceptionDraft(fields, false, comps, List.copyOf(all), line);
        }
        for (Yaml value : sequence.items()) {
            all.add(alternative(value));
        }
        return new ExceptionDraft(fields, true, comps, List.copyOf(all), line);
    }

    private List<List<String>> alternative(Yaml value) throws RuleException {
        if (!(value instanceof Yaml.Sequence sequence) || sequence.items().size() != fields.size()) {
            throw bad(value.line(), "each value of this exception is a list of " + fields.size());
        }
        List<List<String>> alternative = new ArrayList<>();
        for (Yaml part : sequence.items()) {
            alternative.add(Values.oneOrMore(part, "values"));
        }
        return List.copyOf(alternative);
    }

    /** The exception as a condition that is true of what it excepts; an {@code or} of nothing when it has no values. */
    Expression expression() throws RuleException {
        List<Expression> alternatives = new ArrayList<>();
        for (List<List<String>> alternative : values) {
            List<Expression> parts = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
                parts.add(check(i, alternative.get(i)));
            }
            alternatives.add(new Expression.And(List.copyOf(parts)));
        }
        return new Expression.Or(List.copyOf(alternatives));
    }

    private Expression check(int number, List<String> texts) throws RuleException {
        Expression.Field field = ConditionParser.field(fields.get(number), line);
        Operator operator = Operator.of(comps.get(number)).orElseThrow();
        List<Expression.Literal> literals = texts.stream()
                .map(text -> Expression.Literal.of(text.startsWith("(") && text.endsWith(")") ? inner(text) : text))
                .toList();
        if (operator.right() == Operator.Right.LIST) {
            return new Expression.Check(field, operator, literals, java.util.Optional.empty());
        }
        List<Expression> any = new ArrayList<>();
        for (Expression.Literal literal : literals) {
            any.add(new Expression.Check(field, operator, List.of(literal), java.util.Optional.empty()));
        }
        return any.size() == 1 ? any.getFirst() : new Expression.Or(List.copyOf(any));
    }

    /** {@code (my_list)} is another way to write {@code my_list}. */
    private static String inner(String text) {
        return text.substring(1, text.length() - 1).strip();
    }

    private static RuleException bad(int line, String reason) {
        return new RuleException(RejectionCode.BAD_VALUE, line, reason);
    }
}
