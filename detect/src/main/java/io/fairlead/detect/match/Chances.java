// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import io.fairlead.detect.rule.Predicate;
import java.util.List;
import java.util.Map;

/** How often conditions are true, about: enough to ask in a good order. */
final class Chances {
    private static final double UNKNOWN = 0.2;

    private final Questions questions;
    private final Map<Integer, List<Integer>> groups;

    Chances(Questions questions) {
        this.questions = questions;
        this.groups = questions.groupsByNumber();
    }

    /** From 0 to 1. */
    double of(Node node) {
        return switch (node) {
            case Node.All all -> all.parts().stream().mapToDouble(this::of).reduce(1, (one, other) -> one * other);
            case Node.Any any ->
                1 - any.parts().stream().mapToDouble(part -> 1 - of(part)).reduce(1, (one, other) -> one * other);
            case Node.Opposite opposite -> 1 - of(opposite.part());
            case Node.Ask ask -> ask.question() < 0 ? group(ask.question()) : leaf(ask.question());
        };
    }

    private double group(int number) {
        List<Integer> members = groups.get(number);
        return members == null
                ? UNKNOWN
                : Math.min(1, members.stream().mapToDouble(this::leaf).sum());
    }

    private double leaf(int number) {
        Leaf leaf = questions.leaves().get(number);
        return leaf.predicate instanceof Predicate.Text || leaf.predicate instanceof Predicate.NumberEquals
                ? questions.needles(number).map(Needles::chance).orElse(UNKNOWN)
                : UNKNOWN;
    }
}
