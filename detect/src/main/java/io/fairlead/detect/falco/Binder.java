// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.falco.Expression.Literal;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.yaml.RuleException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts macros and lists in the place of their names; bounded, since macros may double what they name at every step. */
final class Binder {
    private static final int MOST_NODES = 50_000;
    private static final int MOST_ITEMS = 200_000;
    private static final int DEEPEST = 50;
    private static final int DEEPEST_NODE = 300;

    private final Definitions definitions;
    private final Map<String, Expression> parsed = new HashMap<>();
    private final Map<String, Set<Literal>> items = new HashMap<>();

    Binder(Definitions definitions) {
        this.definitions = definitions;
    }

    /**
     * The expression with every name replaced.
     *
     * @param line where it stands, for errors
     */
    Expression bind(Expression expression, int line) throws RuleException {
        return new Binding(line).bind(expression);
    }

    /** A macro's own condition; the error is that of its text. */
    Expression macro(String name, Definitions.Macro macro) throws RuleException {
        Expression known = parsed.get(name);
        if (known == null) {
            known = ConditionParser.parse(macro.condition(), macro.line());
            parsed.put(name, known);
        }
        return known;
    }

    /** One rule's condition being bound. */
    private final class Binding {
        private final int line;
        private final LinkedHashSet<String> open = new LinkedHashSet<>();
        private int nodes;
        private int depth;
        private int values;

        Binding(int line) {
            this.line = line;
        }

        Expression bind(Expression expression) throws RuleException {
            if (++nodes > MOST_NODES) {
                throw error(RejectionCode.TOO_LARGE, "more than " + MOST_NODES + " parts once its macros are put in");
            }
            if (++depth > DEEPEST_NODE) {
                throw error(RejectionCode.TOO_LARGE, "nested deeper than " + DEEPEST_NODE + " levels with its macros");
            }
            Expression bound = put(expression);
            depth--;
            return bound;
        }

        private Expression put(Expression expression) throws RuleException {
            return switch (expression) {
                case Expression.And and -> new Expression.And(bind(and.parts()));
                case Expression.Or or -> new Expression.Or(bind(or.parts()));
                case Expression.Not not -> new Expression.Not(bind(not.part()));
                case Expression.Named named -> new Expression.Named(named.name(), bind(named.part()));
                case Expression.Word word -> new Expression.Named(word.name(), macro(word.name()));
                case Expression.Check check ->
                    check.operator().right() == Operator.Right.LIST
                            ? new Expression.Check(
                                    check.field(), check.operator(), List.copyOf(listed(check.values())), check.other())
                            : check;
            };
        }

        private List<Expression> bind(List<Expression> parts) throws RuleException {
            List<Expression> bound = new ArrayList<>(parts.size());
            for (Expression part : parts) {
                bound.add(bind(part));
            }
            return List.copyOf(bound);
        }

        private Expression macro(String name) throws RuleException {
            Definitions.Macro macro = definitions.macros.get(name);
            if (macro == null) {
                throw error(RejectionCode.UNKNOWN_MACRO, "the macro '" + name + "' is not defined");
            }
            if (!open.add(name)) {
                throw error(
                        RejectionCode.RECURSION,
                        "the macro '" + name + "' leads back to itself: " + String.join(" → ", open));
            }
            if (open.size() > DEEPEST) {
                throw error(RejectionCode.RECURSION, "macros in macros deeper than " + DEEPEST + " levels");
            }
            Expression own;
            try {
                own = Binder.this.macro(name, macro);
            } catch (RuleException bad) {
                throw error(
                        bad.code(),
                        "macro '" + name + "' (" + macro.file() + ", line " + bad.line() + "): " + bad.reason());
            }
            Expression bound = bind(own);
            open.remove(name);
            return bound;
        }

        private Set<Literal> listed(List<Literal> words) throws RuleException {
            Set<Literal> all = new LinkedHashSet<>();
            for (Literal word : words) {
                if (!word.quoted() && definitions.lists.containsKey(word.text())) {
                    all.addAll(items(word.text(), new LinkedHashMap<>()));
                } else {
                    all.add(word);
                }
            }
            values += all.size();
            if (values > MOST_ITEMS) {
                throw error(RejectionCode.TOO_LARGE, "more than " + MOST_ITEMS + " values once its lists are put in");
            }
            return all;
        }

        private Set<Literal> items(String name, Map<String, Boolean> opened) throws RuleException {
            Set<Literal> known = items.get(name);
            Definitions.NamedList list = definitions.lists.get(name);
            if (known != null || list == null) {
                return known == null ? Set.of() : known;
            }
            if (opened.put(name, true) != null || opened.size() > DEEPEST) {
                throw error(
                        RejectionCode.RECURSION,
                        "the list '" + name + "' leads back to itself: " + String.join(" → ", opened.keySet()));
            }
            Set<Literal> all = new LinkedHashSet<>();
            for (Literal item : list.items()) {
                // a list's own name among its items is a value: programs are often listed under their own name
                boolean isList =
                        !item.quoted() && !item.text().equals(name) && definitions.lists.containsKey(item.text());
                if (isList) {
                    all.addAll(items(item.text(), opened));
                } else {
                    all.add(item);
                }
                if (all.size() > MOST_ITEMS) {
                    throw error(
                            RejectionCode.TOO_LARGE, "the list '" + name + "' has more than " + MOST_ITEMS + " items");
                }
            }
            opened.remove(name);
            items.put(name, all);
            return all;
        }

        private RuleException error(RejectionCode code, String reason) {
            return new RuleException(code, line, reason);
        }
    }
}
