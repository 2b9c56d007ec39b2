// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.bench.match;

import io.fairlead.detect.rule.Predicate;
import io.fairlead.detect.rule.TextPattern;
import io.fairlead.detect.rule.TimePart;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.regex.Pattern;

/** Predicates, each written down from what it means, with string operations and the JDK's regular expressions. */
final class NaivePredicates {
    /** Whether a value, which is not null, answers a predicate. */
    @FunctionalInterface
    interface Test {
        boolean answers(NaiveValue value);
    }

    private NaivePredicates() {}

    static Test of(Predicate predicate) {
        return switch (predicate) {
            case Predicate.Text wanted -> text(wanted);
            case Predicate.NumberEquals wanted -> {
                String plain = wanted.number().toPlainString();
                yield value -> value.node().isNumber()
                        ? value.node().decimalValue().compareTo(wanted.number()) == 0
                        : value.text().equals(plain);
            }
            case Predicate.Regex regex -> {
                Pattern pattern = pattern(regex);
                yield value -> pattern.matcher(value.text()).find();
            }
            case Predicate.Cidr cidr -> value -> cidr.network().contains(value.text());
            case Predicate.Compare compare ->
                value -> {
                    try {
                        return compare.order().holds(new BigDecimal(value.text()).compareTo(compare.bound()));
                    } catch (NumberFormatException noNumber) {
                        return false;
                    }
                };
            case Predicate.TimePartCompare time ->
                value -> {
                    try {
                        LocalDateTime utc = OffsetDateTime.parse(value.text())
                                .withOffsetSameInstant(ZoneOffset.UTC)
                                .toLocalDateTime();
                        return time.order().holds(Integer.compare(part(time.part(), utc), time.number()));
                    } catch (DateTimeException noTime) {
                        return false;
                    }
                };
            case Predicate.OneOf one -> value -> one.texts().contains(value.text());
            case Predicate.Differs differs -> value -> !value.text().equals(differs.text());
            case Predicate.IsNull unused -> value -> false;
            case Predicate.Exists unused -> value -> false;
            case Predicate.FieldReference unused -> value -> false;
        };
    }

    static boolean related(NaiveValue one, NaiveValue two, Predicate.FieldReference reference) {
        if (one.isNull() || two.isNull()) {
            return false;
        }
        String left = reference.cased() ? one.text() : one.folded();
        String right = reference.cased() ? two.text() : two.folded();
        return switch (reference.relation()) {
            case CONTAINS -> left.contains(right);
            case STARTSWITH -> left.startsWith(right);
            case ENDSWITH -> left.endsWith(right);
            case EQUALS, WILDCARD -> left.equals(right);
        };
    }

    private static Test text(Predicate.Text wanted) {
        boolean cased = wanted.cased();
        TextPattern.Shape shape = wanted.text().shape();
        if (shape == TextPattern.Shape.WILDCARD) {
            Pattern pattern = wildcards(wanted);
            return value ->
                    pattern.matcher(cased ? value.text() : value.folded()).matches();
        }
        String literal = fold(wanted.text().literal(), cased);
        return switch (shape) {
            case EQUALS -> value -> (cased ? value.text() : value.folded()).equals(literal);
            case CONTAINS -> value -> (cased ? value.text() : value.folded()).contains(literal);
            case STARTSWITH -> value -> (cased ? value.text() : value.folded()).startsWith(literal);
            case ENDSWITH, WILDCARD -> value -> (cased ? value.text() : value.folded()).endsWith(literal);
        };
    }

    /** Of what may stand between two pieces the shortest that fits is always enough: no other is tried (?>…). */
    private static Pattern wildcards(Predicate.Text wanted) {
        StringBuilder regex = new StringBuilder();
        boolean open = false;
        for (TextPattern.Part part : wanted.text().parts()) {
            if (part instanceof TextPattern.Literal literal) {
                regex.append(Pattern.quote(fold(literal.text(), wanted.cased())));
            } else if (part == TextPattern.Wildcard.ONE) {
                regex.append('.');
            } else {
                regex.append(open ? ")" : "").append("(?>.*?");
                open = true;
            }
        }
        int last = regex.lastIndexOf("(?>.*?");
        if (open) {
            regex.replace(last, last + "(?>.*?".length(), ".*");
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static Pattern pattern(Predicate.Regex regex) {
        int flags = (regex.ignoreCase() ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0)
                | (regex.multiLine() ? Pattern.MULTILINE : 0)
                | (regex.dotAll() ? Pattern.DOTALL : 0);
        return Pattern.compile(regex.regex(), flags | Pattern.UNIX_LINES);
    }

    private static int part(TimePart part, LocalDateTime time) {
        return switch (part) {
            case MINUTE -> time.getMinute();
            case HOUR -> time.getHour();
            case DAY -> time.getDayOfMonth();
            case WEEK -> time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case MONTH -> time.getMonthValue();
            case YEAR -> time.get(ChronoField.YEAR);
        };
    }

    private static String fold(String text, boolean cased) {
        return cased ? text : text.toLowerCase(Locale.ROOT);
    }
}
