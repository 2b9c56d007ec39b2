// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A rule's own words for its alerts: text and values of the event in turn. */
public record OutputTemplate(List<Piece> pieces) {
    private static final int LONGEST_VALUE = 1_024;
    private static final int LONGEST = 8_192;
    private static final String ABSENT = "<NA>";

    /**
     * Text, and the value that follows it.
     *
     * @param text stands as it is
     * @param value what to write behind it
     */
    public record Piece(String text, Optional<Projection> value) {}

    public OutputTemplate {
        pieces = List.copyOf(pieces);
    }

    /** The values it shows. */
    public List<Projection> projections() {
        return pieces.stream().map(Piece::value).flatMap(Optional::stream).toList();
    }

    /** The text of one event, cut at 8,192 characters; several values stand in parentheses, none as {@code <NA>}. */
    public String render(Function<Projection, List<String>> values) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            text.append(piece.text());
            piece.value().ifPresent(value -> text.append(shown(values.apply(value))));
        }
        return text.length() > LONGEST ? cut(text.toString(), LONGEST) : text.toString();
    }

    private static String shown(List<String> values) {
        if (values.isEmpty()) {
            return ABSENT;
        }
        List<String> lines = new ArrayList<>();
        values.forEach(value -> lines.add(value.replaceAll("\\p{Cntrl}+", " ")));
        String text = lines.size() == 1 ? lines.getFirst() : "(" + String.join(",", lines) + ")";
        return text.length() > LONGEST_VALUE ? cut(text, LONGEST_VALUE) : text;
    }

    private static String cut(String text, int length) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length) + "…";
    }
}
