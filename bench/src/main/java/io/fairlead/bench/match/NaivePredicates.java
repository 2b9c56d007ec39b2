// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.bench.match;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Predicates, each written down from what it means, with string operations and the JDK's regular expressions. */
final class NaivePredicates {
    private final Map<Predicate, Pattern> patterns = new IdentityHashMap<>();
    private final Map<TextPattern, TextPattern.Shape> shapes = new IdentityHashMap<>();
    private final Map<TextPattern, String> literals = new IdentityHashMap<>();

    boolean answers(Predicate predicate, JsonNode value) {
        if (value.isNull()) {
            return false;
        }
        String text = value.asText();
        return switch (predicate) {
            case Predicate.Text wanted -> text(wanted, text);
            case Predicate.NumberEquals wanted ->
                value.isNumber()
                        ? value.decimalValue().compareTo(wanted.number()) == 0
                        : text.equals(wanted.number().toPlainString());
            case Predicate.Regex regex ->
                patterns.computeIfAbsent(regex, unused -> pattern(regex))
                        .matcher(text)
                        .find();
            case Predicate.Cidr cidr -> cidr.network().contains(text);
            case Predicate.Compare compare -> {
                try {
                    yield compare.order().holds(new BigDecimal(text).compareTo(compare.bound()));
                } catch (NumberFormatException noNumber) {
                    yield false;
                }
            }
            case Predicate.TimePartCompare time -> {
                try {
                    LocalDateTime utc = OffsetDateTime.parse(text)
                            .withOffsetSameInstant(ZoneOffset.UTC)
                            .toLocalDateTime();
                    yield time.order().holds(Integer.compare(part(time.part(), utc), time.number()));
                } catch (DateTimeException noTime) {
                    yield false;
                }
            }
            case Predicate.OneOf one -> one.texts().contains(text);
            case Predicate.Differs differs -> !text.equals(differs.text());
            case Predicate.IsNull unused -> false;
            case Predicate.Exists unused -> false;
            case Predicate.FieldReference unused -> false;
        };
    }

    boolean related(JsonNode one, JsonNode two, Predicate.FieldReference reference) {
        if (one.isNull() || two.isNull()) {
            return false;
        }
        String left = fold(one.asText(), reference.cased());
        String right = fold(two.asText(), reference.cased());
        return switch (reference.relation()) {
            case CONTAINS -> left.contains(right);
            case STARTSWITH -> left.startsWith(right);
            case ENDSWITH -> left.endsWith(right);
            case EQUALS, WILDCARD -> left.equals(right);
        };
    }

    private boolean text(Predicate.Text wanted, String value) {
        String text = fold(value, wanted.cased());
        TextPattern pattern = wanted.text();
        TextPattern.Shape shape = shapes.computeIfAbsent(pattern, TextPattern::shape);
        if (shape == TextPattern.Shape.WILDCARD) {
            return patterns.computeIfAbsent(wanted, unused -> wildcards(wanted))
                    .matcher(text)
                    .matches();
        }
        String literal = literals.computeIfAbsent(pattern, unused -> fold(pattern.literal(), wanted.cased()));
        return switch (shape) {
            case EQUALS -> text.equals(literal);
            case CONTAINS -> text.contains(literal);
            case STARTSWITH -> text.startsWith(literal);
            case ENDSWITH, WILDCARD -> text.endsWith(literal);
        };
    }

    private static Pattern wildcards(Predicate.Text wanted) {
        StringBuilder regex = new StringBuilder();
        for (TextPattern.Part part : wanted.text().parts()) {
            if (part instanceof TextPattern.Literal literal) {
                regex.append(Pattern.quote(fold(literal.text(), wanted.cased())));
            } else {
                regex.append(part == TextPattern.Wildcard.ONE ? "." : ".*");
            }
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
