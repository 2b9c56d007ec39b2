// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import io.fairlead.schemas.record.FieldMatch;
import java.util.ArrayList;
import java.util.List;

/** Collects the true leaves that make a program true. Leaves below a negation are left out: they are not what matched. */
final class Explanation {
    private static final int LONGEST_VALUE = 1_024;

    private final Evaluation evaluation;
    private final List<FieldMatch> matches = new ArrayList<>();

    private Explanation(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    static List<FieldMatch> of(Program program, Evaluation evaluation) {
        Explanation explanation = new Explanation(evaluation);
        explanation.collect(program, "");
        return explanation.matches;
    }

    private void collect(Program program, String selection) {
        switch (program) {
            case Program.All all -> all.parts().forEach(part -> collect(part, selection));
            case Program.Some some -> collectTrue(some.parts(), selection);
            case Program.Named named -> collect(named.part(), named.name());
            case Program.Negated unused -> {}
            case Program.Ask ask -> {
                Leaf leaf = ask.leaf();
                int value = evaluation.answer(leaf.id);
                if (value != Answer.NO) {
                    matches.add(new FieldMatch(
                            selection,
                            leaf.field,
                            leaf.predicate.operator(),
                            leaf.predicate.pattern(),
                            cut(text(value))));
                }
            }
        }
    }

    private void collectTrue(List<Program> parts, String selection) {
        for (Program part : parts) {
            if (part.holds(evaluation)) {
                collect(part, selection);
            }
        }
    }

    private String text(int value) {
        return value == Answer.YES || evaluation.event().isNull(value)
                ? ""
                : evaluation.event().text(value);
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST_VALUE) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST_VALUE - 1)) ? LONGEST_VALUE - 1 : LONGEST_VALUE;
        return text.substring(0, end);
    }
}
