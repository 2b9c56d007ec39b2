// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.falco.Expression.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts what is known of comparisons into a bound condition, and leaves out what it no longer depends on. */
final class Folding {
    private static final Expression TRUE = new Expression.And(List.of());
    private static final Expression FALSE = new Expression.Or(List.of());

    private Folding() {}

    /** What is known of a comparison before any event: nothing, or whether it holds. */
    @FunctionalInterface
    interface Knowledge {
        Optional<Boolean> of(Check check);
    }

    static boolean never(Expression expression) {
        return expression.equals(FALSE);
    }

    static Expression fold(Expression expression, Knowledge knowledge) {
        return switch (expression) {
            case Expression.And and -> joined(and.parts(), knowledge, TRUE, FALSE);
            case Expression.Or or -> joined(or.parts(), knowledge, FALSE, TRUE);
            case Expression.Not not -> opposite(fold(not.part(), knowledge));
            case Expression.Named named -> fold(named.part(), knowledge);
            case Expression.Word word -> word;
            case Check check ->
                knowledge.of(check).map(holds -> holds ? TRUE : FALSE).orElse(check);
        };
    }

    /** The comparisons that decide, with whether an even number of {@code not} stands before each. */
    static void walk(Expression expression, boolean positive, Visitor visitor) {
        switch (expression) {
            case Expression.And and -> and.parts().forEach(part -> walk(part, positive, visitor));
            case Expression.Or or -> or.parts().forEach(part -> walk(part, positive, visitor));
            case Expression.Not not -> walk(not.part(), !positive, visitor);
            case Expression.Named named -> walk(named.part(), positive, visitor);
            case Expression.Word unused -> {}
            case Check check -> visitor.visit(check, positive);
        }
    }

    /** Sees a comparison. */
    @FunctionalInterface
    interface Visitor {
        void visit(Check check, boolean positive);
    }

    private static Expression joined(
            List<Expression> parts, Knowledge knowledge, Expression neutral, Expression deciding) {
        List<Expression> left = new ArrayList<>();
        for (Expression part : parts) {
            Expression folded = fold(part, knowledge);
            if (folded.equals(deciding)) {
                return deciding;
            }
            if (!folded.equals(neutral)) {
                left.add(folded);
            }
        }
        if (left.size() == 1) {
            return left.getFirst();
        }
        return neutral.equals(TRUE) ? new Expression.And(List.copyOf(left)) : new Expression.Or(List.copyOf(left));
    }

    private static Expression opposite(Expression part) {
        return part.equals(TRUE) ? FALSE : part.equals(FALSE) ? TRUE : new Expression.Not(part);
    }
}
