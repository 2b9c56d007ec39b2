// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import com.google.re2j.Pattern;
import io.fairlead.detect.rule.IpNetwork;
import io.fairlead.detect.rule.Order;
import io.fairlead.detect.rule.Predicate;
import io.fairlead.detect.rule.TextPattern;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalInt;

/** Compiles predicates on single values. */
final class Testers {
    private Testers() {}

    static Tester text(TextPattern pattern, boolean cased) {
        String literal = cased ? pattern.literal() : pattern.literal().toLowerCase(Locale.ROOT);
        return switch (pattern.shape()) {
            case EQUALS -> value -> look(value, cased).equals(literal);
            case CONTAINS -> value -> look(value, cased).contains(literal);
            case STARTSWITH -> value -> look(value, cased).startsWith(literal);
            case ENDSWITH -> value -> look(value, cased).endsWith(literal);
            case WILDCARD -> {
                Glob glob = new Glob(pattern, cased);
                yield value -> glob.matches(look(value, cased));
            }
        };
    }

    static Tester number(BigDecimal wanted) {
        String text = wanted.toPlainString();
        return value -> value.kind() == Value.Kind.NUMBER
                ? value.number().filter(number -> number.compareTo(wanted) == 0).isPresent()
                : value.text().equals(text);
    }

    static Tester compare(Order order, BigDecimal bound) {
        return value -> value.number()
                .filter(number -> order.holds(number.compareTo(bound)))
                .isPresent();
    }

    static Tester regex(Predicate.Regex regex) {
        Pattern pattern = Regexes.compile(regex);
        return value -> pattern.matcher(value.text()).find();
    }

    static Tester cidr(IpNetwork network) {
        return value -> network.contains(value.text());
    }

    static Tester timePart(Predicate.TimePartCompare time) {
        return value -> {
            OptionalInt found = TimeParts.of(time.part(), value.text());
            return found.isPresent() && time.order().holds(Integer.compare(found.getAsInt(), time.number()));
        };
    }

    /** The text in which both sides of a comparison are written. */
    static String look(Value value, boolean cased) {
        return cased ? value.text() : value.folded();
    }
}
