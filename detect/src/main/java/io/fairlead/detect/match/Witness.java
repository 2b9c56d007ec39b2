// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import io.fairlead.detect.match.scan.EventBuffer;
import io.fairlead.detect.rule.Predicate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What must be found in an event before a rule can be true of it.
 *
 * @param chance how often something of it is found, about
 * @param questions questions of the index, of which one must be true
 * @param slots fields, of which one must be there
 */
record Witness(double chance, Set<Integer> questions, Set<Integer> slots) {
    /** How often a field that a rule names is there, about. */
    private static final double PRESENT = 0.6;

    /** Finds the rarest witness of a condition; empty when the condition may be true of an event that has nothing. */
    static java.util.function.Function<Node, Optional<Witness>> finder(Questions questions) {
        return new Finder(questions)::of;
    }

    private static Witness either(List<Witness> witnesses) {
        double chance = 0;
        Set<Integer> questions = new LinkedHashSet<>();
        Set<Integer> slots = new LinkedHashSet<>();
        for (Witness witness : witnesses) {
            chance += witness.chance();
            questions.addAll(witness.questions());
            slots.addAll(witness.slots());
        }
        return new Witness(chance, questions, slots);
    }

    private static final class Finder {
        private final Questions questions;
        private final Map<Integer, List<Integer>> groups;
        private final Map<Integer, Questions.Counted> counts;

        Finder(Questions questions) {
            this.questions = questions;
            this.groups = questions.groupsByNumber();
            this.counts = questions.countsByNumber();
        }

        Optional<Witness> of(Node node) {
            return switch (node) {
                case Node.All all ->
                    all.parts().stream()
                            .map(this::of)
                            .flatMap(Optional::stream)
                            .min(Comparator.comparingDouble(Witness::chance));
                case Node.Any any -> one(any.parts(), 1);
                case Node.Opposite unused -> Optional.empty();
                case Node.Ask ask -> ask.question() < 0 ? combination(ask.question()) : leaf(ask.question());
            };
        }

        /** Of a number of parts that must be true, all but that number less one are enough to look at. */
        private Optional<Witness> one(List<Node> parts, int number) {
            List<Witness> found = new ArrayList<>();
            int without = 0;
            for (Node part : parts) {
                Optional<Witness> witness = of(part);
                witness.ifPresent(found::add);
                without += witness.isEmpty() ? 1 : 0;
            }
            if (without >= number) {
                return Optional.empty();
            }
            found.sort(Comparator.comparingDouble(Witness::chance));
            return Optional.of(either(found.subList(0, found.size() - (number - 1 - without))));
        }

        private Optional<Witness> combination(int number) {
            List<Integer> group = groups.get(number);
            if (group == null) {
                Questions.Counted counted = counts.get(number);
                return counted == null ? Optional.empty() : one(counted.parts(), counted.number());
            }
            double chance = group.stream()
                    .mapToDouble(
                            leaf -> questions.needles(leaf).map(Needles::chance).orElse(1.0))
                    .sum();
            return Optional.of(new Witness(chance, Set.of(number), Set.of()));
        }

        private Optional<Witness> leaf(int number) {
            Optional<Needles> needles = questions.needles(number);
            if (needles.isPresent()) {
                return Optional.of(new Witness(needles.get().chance(), Set.of(number), Set.of()));
            }
            Leaf leaf = questions.leaves().get(number);
            boolean absent = leaf.predicate instanceof Predicate.IsNull
                    || (leaf.predicate instanceof Predicate.Exists exists && !exists.expected());
            return absent || leaf.slot == EventBuffer.UNNAMED
                    ? Optional.empty()
                    : Optional.of(new Witness(PRESENT, Set.of(), Set.of(leaf.slot)));
        }
    }
}
