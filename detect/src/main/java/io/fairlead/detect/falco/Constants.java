// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.falco.Expression.Check;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What a comparison says of values that are known beforehand. */
final class Constants {
    private Constants() {}

    /** Whether it holds of these values; nothing where only the event can tell. */
    static Optional<Boolean> holds(Check check, List<String> values) {
        if (values.isEmpty()) {
            return Optional.of(false);
        }
        boolean plain = check.other().isEmpty() && check.field().transformers().isEmpty();
        List<String> wanted =
                check.values().stream().map(Expression.Literal::text).toList();
        boolean numbers = check.operator().right() != Operator.Right.NUMBER
                || (values.stream().allMatch(Constants::isNumber)
                        && wanted.stream().allMatch(Constants::isNumber));
        return plain && numbers
                ? question(check.operator(), wanted)
                        .map(question -> values.stream().anyMatch(question))
                : Optional.empty();
    }

    private static Optional<Predicate<String>> question(Operator operator, List<String> wanted) {
        return switch (operator) {
            case EXISTS -> Optional.of(value -> true);
            case EQUALS, EQUALS_TWICE, IN, INTERSECTS -> Optional.of(wanted::contains);
            case DIFFERS -> Optional.of(value -> !wanted.contains(value));
            case STARTSWITH -> Optional.of(value -> value.startsWith(wanted.getFirst()));
            case LESS -> Optional.of(value -> order(value, wanted) < 0);
            case LESS_EQUAL -> Optional.of(value -> order(value, wanted) <= 0);
            case GREATER -> Optional.of(value -> order(value, wanted) > 0);
            case GREATER_EQUAL -> Optional.of(value -> order(value, wanted) >= 0);
            case CONTAINS, ICONTAINS, ENDSWITH, PMATCH, BCONTAINS, BSTARTSWITH, GLOB, IGLOB, REGEX -> Optional.empty();
        };
    }

    private static boolean isNumber(String text) {
        return text.matches("-?[0-9]{1,18}");
    }

    private static int order(String value, List<String> wanted) {
        return new BigDecimal(value).compareTo(new BigDecimal(wanted.getFirst()));
    }
}
