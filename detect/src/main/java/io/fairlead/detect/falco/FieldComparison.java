// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.rule.Projection;
import io.fairlead.detect.rule.Tree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether one field of an event compares with another: {@code true} or {@code false}, nothing where one of them is absent. */
final class FieldComparison implements Projection {
    private final Projection left;
    private final Operator operator;
    private final Projection right;

    FieldComparison(Projection left, Operator operator, Projection right) {
        this.left = left;
        this.operator = operator;
        this.right = right;
    }

    /** Whether this operator compares fields. */
    static boolean takes(Operator operator) {
        return switch (operator) {
            case EQUALS, EQUALS_TWICE, DIFFERS, CONTAINS, ICONTAINS, STARTSWITH, ENDSWITH -> true;
            case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> true;
            case IN, INTERSECTS, PMATCH, BCONTAINS, BSTARTSWITH, GLOB, IGLOB, REGEX, EXISTS -> false;
        };
    }

    @Override
    public String name() {
        return left.name() + " " + operator.text() + " " + right.name();
    }

    @Override
    public List<String> sources() {
        List<String> sources = new ArrayList<>(left.sources());
        sources.addAll(right.sources());
        return List.copyOf(sources);
    }

    @Override
    public List<String> values(List<Tree> trees) {
        int border = left.sources().size();
        List<String> ours = left.values(trees.subList(0, border));
        List<String> theirs = right.values(trees.subList(border, trees.size()));
        if (ours.isEmpty() || theirs.isEmpty()) {
            return List.of();
        }
        boolean any = ours.stream().anyMatch(one -> theirs.stream().anyMatch(other -> holds(one, other)));
        return List.of(Boolean.toString(any));
    }

    private boolean holds(String one, String other) {
        return switch (operator) {
            case EQUALS, EQUALS_TWICE -> one.equals(other);
            case DIFFERS -> !one.equals(other);
            case CONTAINS -> one.contains(other);
            case ICONTAINS -> one.toLowerCase(Locale.ROOT).contains(other.toLowerCase(Locale.ROOT));
            case STARTSWITH -> one.startsWith(other);
            case ENDSWITH -> one.endsWith(other);
            case LESS -> order(one, other).filter(order -> order < 0).isPresent();
            case LESS_EQUAL -> order(one, other).filter(order -> order <= 0).isPresent();
            case GREATER -> order(one, other).filter(order -> order > 0).isPresent();
            case GREATER_EQUAL -> order(one, other).filter(order -> order >= 0).isPresent();
            case IN, INTERSECTS, PMATCH, BCONTAINS, BSTARTSWITH, GLOB, IGLOB, REGEX, EXISTS -> false;
        };
    }

    private static Optional<Integer> order(String one, String other) {
        boolean numbers = isNumber(one) && isNumber(other);
        return numbers ? Optional.of(new BigDecimal(one).compareTo(new BigDecimal(other))) : Optional.empty();
    }

    private static boolean isNumber(String text) {
        return text.length() <= 40 && text.matches("-?[0-9]+(\\.[0-9]+)?");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldComparison that
                && left.equals(that.left)
                && operator == that.operator
                && right.equals(that.right);
    }

    @Override
    public int hashCode() {
        return (left.hashCode() * 31 + operator.hashCode()) * 31 + right.hashCode();
    }

    @Override
    public String toString() {
        return name();
    }
}
