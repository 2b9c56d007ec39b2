// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The fewest answers that would have to be different for a condition to be true. Each question counts once for each place it
 * stands in; where several sets are equally small, the first in the rule's order is taken.
 */
final class NearestMiss {
    private NearestMiss() {}

    /** The answers; none when it is true already; empty when no answers could make it true. */
    static Optional<List<Miss>> of(ConditionNode root) {
        return toBe(root, true);
    }

    private static Optional<List<Miss>> toBe(ConditionNode node, boolean wanted) {
        if (node.holds() == wanted) {
            return Optional.of(List.of());
        }
        return switch (node.kind()) {
            case QUESTION -> node.question().map(question -> List.of(new Miss(question, wanted)));
            case NOT -> toBe(node.parts().getFirst(), !wanted);
            case SELECTION -> toBe(node.parts().getFirst(), wanted);
            case ALL -> cheapest(node, wanted, wanted ? node.parts().size() : 1);
            case ANY -> cheapest(node, wanted, wanted ? 1 : node.parts().size());
            case AT_LEAST ->
                cheapest(node, wanted, wanted ? node.number() : node.parts().size() - node.number() + 1);
        };
    }

    /** The smallest change after which so many parts have the wanted answer. */
    private static Optional<List<Miss>> cheapest(ConditionNode node, boolean wanted, int enough) {
        List<List<Miss>> changes = new ArrayList<>();
        for (ConditionNode part : node.parts()) {
            toBe(part, wanted).ifPresent(changes::add);
        }
        if (changes.size() < enough) {
            return Optional.empty();
        }
        List<List<Miss>> chosen = changes.stream()
                .sorted(Comparator.comparingInt(List::size))
                .limit(enough)
                .toList();
        return Optional.of(changes.stream()
                .filter(change -> chosen.stream().anyMatch(one -> one == change))
                .flatMap(List::stream)
                .toList());
    }
}
