// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

import java.util.ArrayList;
import java.util.List;

/**
 * Text with wildcards: literal pieces, {@code ?} for exactly one character, {@code *} for any number of them.
 *
 * <p>Kept in normal form: neighbouring literals are joined, runs of {@code *} are one. So equal patterns are equal records.
 */
public record TextPattern(List<Part> parts) {
    /** One piece of a pattern. */
    public sealed interface Part {}

    /** Characters that stand for themselves. */
    public record Literal(String text) implements Part {}

    /** A wildcard. */
    public enum Wildcard implements Part {
        ONE,
        MANY
    }

    /** What kind of search a pattern needs. */
    public enum Shape {
        EQUALS,
        CONTAINS,
        STARTSWITH,
        ENDSWITH,
        WILDCARD
    }

    public TextPattern {
        parts = normal(parts);
    }

    /** A pattern that stands for exactly this text. */
    public static TextPattern literal(String text) {
        return new TextPattern(List.of(new Literal(text)));
    }

    /** This pattern with any text allowed before and/or after it. */
    public TextPattern open(boolean before, boolean after) {
        List<Part> opened = new ArrayList<>(parts);
        if (before) {
            opened.add(0, Wildcard.MANY);
        }
        if (after) {
            opened.add(Wildcard.MANY);
        }
        return new TextPattern(opened);
    }

    /** The simplest search that answers this pattern. */
    public Shape shape() {
        int literals = 0;
        for (Part part : parts) {
            if (part == Wildcard.ONE) {
                return Shape.WILDCARD;
            }
            literals += part instanceof Literal ? 1 : 0;
        }
        if (literals > 1 || (literals == 0 && !parts.isEmpty())) {
            return Shape.WILDCARD;
        }
        boolean before = !parts.isEmpty() && parts.getFirst() == Wildcard.MANY;
        boolean after = !parts.isEmpty() && parts.getLast() == Wildcard.MANY;
        if (before && after) {
            return Shape.CONTAINS;
        }
        return before ? Shape.ENDSWITH : after ? Shape.STARTSWITH : Shape.EQUALS;
    }

    /** All literal pieces, joined. */
    public String literal() {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Literal literal) {
                text.append(literal.text());
            }
        }
        return text.toString();
    }

    /** Whether there is any wildcard in it. */
    public boolean hasWildcard() {
        return parts.stream().anyMatch(part -> part instanceof Wildcard);
    }

    /** The pattern as a rule would write it, wildcards in literals escaped. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Literal literal ->
                    text.append(literal.text()
                            .replace("\\", "\\\\")
                            .replace("*", "\\*")
                            .replace("?", "\\?"));
                case Wildcard wildcard -> text.append(wildcard == Wildcard.ONE ? '?' : '*');
            }
        }
        return text.toString();
    }

    private static List<Part> normal(List<Part> parts) {
        List<Part> normal = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Literal piece) {
                literal.append(piece.text());
                continue;
            }
            flush(literal, normal);
            if (part != Wildcard.MANY || normal.isEmpty() || normal.getLast() != Wildcard.MANY) {
                normal.add(part);
            }
        }
        flush(literal, normal);
        return List.copyOf(normal);
    }

    private static void flush(StringBuilder literal, List<Part> normal) {
        if (!literal.isEmpty()) {
            normal.add(new Literal(literal.toString()));
            literal.setLength(0);
        }
    }
}
