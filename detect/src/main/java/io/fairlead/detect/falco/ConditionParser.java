// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.falco.Expression.Check;
import io.fairlead.detect.falco.Expression.Field;
import io.fairlead.detect.falco.Expression.Literal;
import io.fairlead.detect.yaml.RuleException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parses conditions: {@code or} binds loosest, then {@code and}, then {@code not}. */
final class ConditionParser {
    private static final int DEEPEST = 100;
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?[0-9]+(\\.[0-9]*)?([eE][+-]?[0-9]{1,3})?|0[xX][0-9a-fA-F]+");
    private static final Pattern FIELD = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]*(\\.[a-zA-Z][a-zA-Z0-9_]*)+");

    private final Scanner scanner;
    private int depth;

    private ConditionParser(String text, int line) {
        this.scanner = new Scanner(text, line);
    }

    /**
     * Parses a whole condition.
     *
     * @param line where it stands, for errors
     */
    static Expression parse(String text, int line) throws RuleException {
        ConditionParser parser = new ConditionParser(text, line);
        Expression expression = parser.or();
        if (!parser.scanner.atEnd()) {
            throw parser.scanner.error("'and' or 'or' is missing");
        }
        return expression;
    }

    /** Parses a field alone, as outputs and exceptions name it. */
    static Field field(String text, int line) throws RuleException {
        ConditionParser parser = new ConditionParser(text, line);
        Field field = parser.field(parser.scanner.takeName());
        if (!parser.scanner.atEnd()) {
            throw parser.scanner.error("'" + text + "' is no field");
        }
        return field;
    }

    private Expression or() throws RuleException {
        if (++depth > DEEPEST) {
            throw scanner.error("nested deeper than " + DEEPEST + " levels");
        }
        List<Expression> parts = new ArrayList<>(List.of(and()));
        while (scanner.takeWord("or")) {
            parts.add(and());
        }
        depth--;
        return parts.size() == 1 ? parts.getFirst() : new Expression.Or(List.copyOf(parts));
    }

    private Expression and() throws RuleException {
        List<Expression> parts = new ArrayList<>(List.of(not()));
        while (scanner.takeWord("and")) {
            parts.add(not());
        }
        return parts.size() == 1 ? parts.getFirst() : new Expression.And(List.copyOf(parts));
    }

    private Expression not() throws RuleException {
        boolean negated = false;
        while (scanner.takeWord("not")) {
            negated = !negated;
        }
        Expression part = operand();
        return negated ? new Expression.Not(part) : part;
    }

    private Expression operand() throws RuleException {
        if (scanner.take('(')) {
            Expression inner = or();
            if (!scanner.take(')')) {
                throw scanner.error("a parenthesis is not closed");
            }
            return inner;
        }
        int start = scanner.position();
        String name = scanner.takeName();
        if (name.isEmpty() || name.equals("and") || name.equals("or")) {
            scanner.back(start);
            throw scanner.error("a field, a macro or a parenthesis is missing");
        }
        boolean lone = name.indexOf('.') < 0 && !transformed();
        if (lone) {
            Optional<Operator> operator = scanner.takeOperator();
            if (operator.isPresent()) {
                scanner.back(start);
                throw scanner.error("'" + name + "' is no field");
            }
            return new Expression.Word(name);
        }
        Field field = field(name);
        Operator operator =
                scanner.takeOperator().orElseThrow(() -> scanner.error("an operator is missing or not known"));
        return check(field, operator);
    }

    private boolean transformed() {
        int here = scanner.position();
        boolean opens = scanner.take('(');
        scanner.back(here);
        return opens;
    }

    private Field field(String name) throws RuleException {
        List<String> transformers = new ArrayList<>();
        String inner = name;
        while (inner.indexOf('.') < 0 && !inner.isEmpty() && scanner.take('(')) {
            transformers.add(inner);
            inner = scanner.takeName();
        }
        if (!FIELD.matcher(inner).matches()) {
            throw scanner.error("'" + inner + "' is no field");
        }
        Optional<String> argument = scanner.takeAdjacent('[') ? Optional.of(scanner.takeArgument()) : Optional.empty();
        for (int i = 0; i < transformers.size(); i++) {
            if (!scanner.take(')')) {
                throw scanner.error("the parenthesis of '" + transformers.get(i) + "' is not closed");
            }
        }
        return new Field(List.copyOf(transformers), inner, argument);
    }

    private Check check(Field field, Operator operator) throws RuleException {
        return switch (operator.right()) {
            case NOTHING -> new Check(field, operator, List.of(), Optional.empty());
            case LIST -> new Check(field, operator, list(), Optional.empty());
            case ONE -> one(field, operator);
            case NUMBER -> {
                Optional<Field> other = other();
                if (other.isPresent()) {
                    yield new Check(field, operator, List.of(), other);
                }
                Literal number = scanner.takeValue();
                if (number.quoted() || !NUMBER.matcher(number.text()).matches()) {
                    throw scanner.error("'" + operator.text() + "' needs a number, not '" + number.text() + "'");
                }
                yield new Check(field, operator, List.of(number), Optional.empty());
            }
        };
    }

    private Check one(Field field, Operator operator) throws RuleException {
        Optional<Field> other = other();
        return other.isPresent()
                ? new Check(field, operator, List.of(), other)
                : new Check(field, operator, List.of(scanner.takeValue()), Optional.empty());
    }

    /** A field inside a function, which a value may be. */
    private Optional<Field> other() throws RuleException {
        int start = scanner.position();
        String name = scanner.takeName();
        boolean function = !name.isEmpty() && name.indexOf('.') < 0 && scanner.takeAdjacent('(');
        scanner.back(start);
        return function ? Optional.of(field(scanner.takeName())) : Optional.empty();
    }

    private List<Literal> list() throws RuleException {
        if (!scanner.take('(')) {
            return List.of(scanner.takeValue());
        }
        List<Literal> values = new ArrayList<>();
        if (scanner.take(')')) {
            return List.of();
        }
        do {
            values.add(scanner.takeValue());
        } while (scanner.take(','));
        if (!scanner.take(')')) {
            throw scanner.error("the list of values is not closed");
        }
        return List.copyOf(values);
    }
}
