// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import io.fairlead.detect.match.scan.EventBuffer;
import io.fairlead.detect.match.scan.Kind;
import io.fairlead.detect.match.scan.Utf8;
import io.fairlead.detect.match.text.Bytes;
import io.fairlead.detect.match.text.Glob;
import io.fairlead.detect.match.text.GuardedRegex;
import io.fairlead.detect.match.text.Rarity;
import io.fairlead.detect.match.text.RegexNeeds;
import io.fairlead.detect.match.text.TextRegex;
import io.fairlead.detect.rule.IpNetwork;
import io.fairlead.detect.rule.Order;
import io.fairlead.detect.rule.Predicate;
import io.fairlead.detect.rule.TextPattern;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Compiles predicates on single values. */
final class Testers {
    private static final int LONGEST_NUMBER = 64;

    /** Whether one value answers a predicate. The value is never null. */
    @FunctionalInterface
    interface Tester {
        boolean test(EventBuffer event, int value);
    }

    private Testers() {}

    /** @param guarded takes the expressions on a backtracking engine */
    static Tester of(Predicate predicate, List<GuardedRegex> guarded) {
        return switch (predicate) {
            case Predicate.Text text -> text.cased() ? cased(text.text()) : folded(text.text());
            case Predicate.NumberEquals equal -> number(equal.number());
            case Predicate.Regex regex -> {
                TextRegex engine = Regexes.engine(regex);
                if (engine instanceof GuardedRegex one) {
                    guarded.add(one);
                }
                yield regex(engine, RegexNeeds.of(regex.regex()));
            }
            case Predicate.Cidr cidr -> {
                IpNetwork network = cidr.network();
                yield (event, value) -> network.contains(event.text(value));
            }
            case Predicate.Compare compare -> compare(compare.order(), compare.bound());
            case Predicate.OneOf one -> {
                Set<String> texts = Set.copyOf(one.texts());
                yield (event, value) -> texts.contains(event.text(value));
            }
            case Predicate.Differs differs ->
                (event, value) -> !event.text(value).equals(differs.text());
            case Predicate.TimePartCompare time -> timePart(time);
            case Predicate.IsNull isNull -> throw new IllegalArgumentException(isNull + " asks for no value");
            case Predicate.Exists exists -> throw new IllegalArgumentException(exists + " asks for no value");
            case Predicate.FieldReference reference ->
                throw new IllegalArgumentException(reference + " needs a field to start from");
        };
    }

    private static Tester folded(TextPattern pattern) {
        byte[] literal = Utf8.bytes(pattern.literal().toLowerCase(Locale.ROOT));
        return switch (pattern.shape()) {
            case EQUALS ->
                (event, value) -> length(event, value) == literal.length
                        && Bytes.equal(event.folded, event.start(value), literal);
            case CONTAINS ->
                (event, value) -> Bytes.contains(event.folded, event.start(value), event.end(value), literal);
            case STARTSWITH ->
                (event, value) -> length(event, value) >= literal.length
                        && Bytes.equal(event.folded, event.start(value), literal);
            case ENDSWITH ->
                (event, value) -> length(event, value) >= literal.length
                        && Bytes.equal(event.folded, event.end(value) - literal.length, literal);
            case WILDCARD -> {
                Glob glob = new Glob(pattern, false);
                yield (event, value) -> glob.matches(event.folded, event.start(value), event.end(value));
            }
        };
    }

    /** Asks the engine only where the text holds what the expression needs. */
    private static Tester regex(TextRegex engine, List<List<String>> needs) {
        if (needs.isEmpty()) {
            return (event, value) -> engine.find(event.text(value));
        }
        byte[][][] literals = needs.stream()
                .map(one -> one.stream().map(Utf8::bytes).toArray(byte[][]::new))
                .sorted(Comparator.comparingLong(Testers::commonness)) // the first that is missing ends it
                .toArray(byte[][][]::new);
        return (event, value) ->
                (!event.isAscii(value) || holdsAll(event, value, literals)) && engine.find(event.text(value));
    }

    private static long commonness(byte[][] literals) {
        return Arrays.stream(literals).mapToLong(Rarity.typical()::lines).sum();
    }

    private static boolean holdsAll(EventBuffer event, int value, byte[][][] needs) {
        for (byte[][] literals : needs) {
            if (!holdsOne(event, value, literals)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holdsOne(EventBuffer event, int value, byte[][] literals) {
        for (byte[] literal : literals) {
            if (Bytes.contains(event.folded, event.start(value), event.end(value), literal)) {
                return true;
            }
        }
        return false;
    }

    private static int length(EventBuffer event, int value) {
        return event.end(value) - event.start(value);
    }

    private static Tester cased(TextPattern pattern) {
        String literal = pattern.literal();
        return switch (pattern.shape()) {
            case EQUALS -> (event, value) -> event.text(value).equals(literal);
            case CONTAINS -> (event, value) -> event.text(value).contains(literal);
            case STARTSWITH -> (event, value) -> event.text(value).startsWith(literal);
            case ENDSWITH -> (event, value) -> event.text(value).endsWith(literal);
            case WILDCARD -> {
                Glob glob = new Glob(pattern, true);
                yield (event, value) -> {
                    byte[] text = Utf8.bytes(event.text(value));
                    return glob.matches(text, 0, text.length);
                };
            }
        };
    }

    private static Tester number(BigDecimal wanted) {
        byte[] text = Utf8.bytes(wanted.toPlainString());
        return (event, value) -> {
            if (length(event, value) == text.length && Bytes.equal(event.folded, event.start(value), text)) {
                return true;
            }
            return event.kind(value) == Kind.NUMBER
                    && parsed(event, value)
                            .filter(number -> number.compareTo(wanted) == 0)
                            .isPresent();
        };
    }

    private static Tester compare(Order order, BigDecimal bound) {
        return (event, value) -> parsed(event, value)
                .filter(number -> order.holds(number.compareTo(bound)))
                .isPresent();
    }

    private static Optional<BigDecimal> parsed(EventBuffer event, int value) {
        return Numbers.parse(event.text(value), LONGEST_NUMBER);
    }

    private static Tester timePart(Predicate.TimePartCompare time) {
        return (event, value) -> {
            OptionalInt found = TimeParts.of(time.part(), event.text(value));
            return found.isPresent() && time.order().holds(Integer.compare(found.getAsInt(), time.number()));
        };
    }
}
