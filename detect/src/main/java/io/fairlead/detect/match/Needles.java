// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import io.fairlead.detect.match.scan.Utf8;
import io.fairlead.detect.match.text.GramIndex;
import io.fairlead.detect.match.text.Rarity;
import io.fairlead.detect.match.text.RegexNeeds;
import io.fairlead.detect.rule.Predicate;
import io.fairlead.detect.rule.TextPattern;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Literals of which a value must hold one for a predicate to be true of it.
 *
 * @param literals where they must stand; none when any value beyond ASCII may do
 * @param decides whether finding one is the whole question; else it must still be asked
 * @param asciiOnly whether they are sure for values in ASCII only; any other may do without
 * @param plainNumbersOnly whether they are sure only for numbers that are written as plain digits
 * @param chance how often one is found, about, from 0 to 1
 */
record Needles(List<Needle> literals, boolean decides, boolean asciiOnly, boolean plainNumbersOnly, double chance) {
    /** How often values go beyond ASCII, about. */
    private static final double BEYOND_ASCII = 0.02;

    /** What is found more often than this is better asked when somebody wants to know. */
    private static final double COMMON = 0.004;

    /** Where in a value. */
    enum Place {
        WHOLE,
        BEGIN,
        END,
        WITHIN
    }

    /** A literal in lower case. */
    record Needle(Place place, byte[] literal) {
        double chance() {
            Rarity rarity = Rarity.typical();
            return switch (place) {
                case WHOLE -> rarity.whole(literal);
                case BEGIN -> rarity.atBegin(literal);
                case END -> rarity.atEnd(literal);
                case WITHIN -> rarity.within(literal);
            };
        }
    }

    Needles {
        literals = List.copyOf(literals);
    }

    /** Whether looking for them costs nothing to speak of: they are found rarely, and finding one is the whole question. */
    boolean isCheap() {
        return decides
                && chance < COMMON
                && literals.stream()
                        .allMatch(needle ->
                                needle.place() != Place.WITHIN || needle.literal().length > GramIndex.SHORTEST);
    }

    /** The needles of a predicate; empty when it has none that are long enough to be looked for. */
    static Optional<Needles> of(Predicate predicate) {
        return switch (predicate) {
            case Predicate.Text text -> text(text.text(), !text.cased());
            case Predicate.NumberEquals equal -> number(equal.number());
            case Predicate.OneOf one -> oneOf(one);
            case Predicate.Regex regex -> regex(regex);
            default -> Optional.empty();
        };
    }

    private static Optional<Needles> oneOf(Predicate.OneOf one) {
        if (!one.texts().stream().allMatch(text -> !text.isEmpty() && isAscii(text))) {
            return Optional.empty();
        }
        return some(one.texts().stream().map(text -> needle(Place.WHOLE, text)).toList(), false);
    }

    /** Of the literals that the expression needs, those that are rarest. */
    private static Optional<Needles> regex(Predicate.Regex regex) {
        return RegexNeeds.of(regex.regex()).stream()
                .filter(literals -> literals.stream().allMatch(literal -> literal.length() >= GramIndex.SHORTEST))
                .map(literals -> literals.stream()
                        .map(literal -> needle(Place.WITHIN, literal))
                        .toList())
                .map(literals -> needles(literals, false, true, false))
                .min(Comparator.comparingDouble(Needles::chance));
    }

    private static Optional<Needles> some(List<Needle> literals, boolean asciiOnly) {
        return literals.isEmpty() ? Optional.empty() : Optional.of(needles(literals, false, asciiOnly, false));
    }

    private static Needles needles(
            List<Needle> literals, boolean decides, boolean asciiOnly, boolean plainNumbersOnly) {
        double chance = literals.stream().mapToDouble(Needle::chance).sum();
        return new Needles(literals, decides, asciiOnly, plainNumbersOnly, Math.min(1, chance));
    }

    private static Optional<Needles> text(TextPattern pattern, boolean decides) {
        Place place = switch (pattern.shape()) {
            case EQUALS -> Place.WHOLE;
            case STARTSWITH -> Place.BEGIN;
            case ENDSWITH -> Place.END;
            case CONTAINS, WILDCARD -> Place.WITHIN;
        };
        String folded = pattern.literal().toLowerCase(Locale.ROOT);
        if (!isAscii(folded)) {
            return Optional.of(new Needles(List.of(), false, true, false, BEYOND_ASCII));
        }
        boolean wildcard = pattern.shape() == TextPattern.Shape.WILDCARD;
        Optional<Needle> best = pattern.parts().stream()
                .filter(part -> part instanceof TextPattern.Literal)
                .map(part -> needle(place, ((TextPattern.Literal) part).text()))
                .filter(needle -> needle.literal().length >= (place == Place.WITHIN ? GramIndex.SHORTEST : 1))
                .min(Comparator.comparingDouble(Needle::chance));
        return best.map(needle -> needles(List.of(needle), decides && !wildcard, false, false));
    }

    private static Optional<Needles> number(BigDecimal wanted) {
        List<Needle> literals = new ArrayList<>();
        literals.add(needle(Place.WHOLE, wanted.toPlainString()));
        BigDecimal stripped = wanted.stripTrailingZeros();
        if (stripped.scale() <= 0 && !stripped.toPlainString().equals(wanted.toPlainString())) {
            literals.add(needle(Place.WHOLE, stripped.toPlainString()));
        }
        return Optional.of(needles(literals, false, false, true));
    }

    private static Needle needle(Place place, String text) {
        return new Needle(place, Utf8.bytes(text.toLowerCase(Locale.ROOT)));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
