// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.explain.ConditionNode.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Random conditions with up to a dozen questions against the trial of every set of changed answers. */
final class NearestMissTest {
    private static final int MOST_QUESTIONS = 12;

    private final List<Boolean> answers = new ArrayList<>();

    @RepeatedTest(200)
    void isEnoughAndSmallest(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        ConditionNode root = random(random, 4);
        int smallest = smallestByTrial(root);
        Optional<List<Miss>> misses = NearestMiss.of(root);
        if (smallest < 0) {
            assertThat(misses).isEmpty();
            return;
        }
        assertThat(misses).hasValueSatisfying(found -> {
            assertThat(found).hasSize(smallest);
            Set<Integer> changed = found.stream()
                    .map(miss -> Integer.valueOf(miss.question().field()))
                    .collect(Collectors.toSet());
            assertThat(holds(root, changed)).isTrue();
            assertThat(found)
                    .allSatisfy(miss -> assertThat(miss.wanted())
                            .isNotEqualTo(
                                    answers.get(Integer.parseInt(miss.question().field()))));
        });
    }

    private int smallestByTrial(ConditionNode root) {
        int smallest = -1;
        for (int mask = 0; mask < 1 << answers.size(); mask++) {
            Set<Integer> changed = bits(mask);
            if (holds(root, changed) && (smallest < 0 || changed.size() < smallest)) {
                smallest = changed.size();
            }
        }
        return smallest;
    }

    private static Set<Integer> bits(int mask) {
        return java.util.stream.IntStream.range(0, MOST_QUESTIONS)
                .filter(bit -> (mask >> bit & 1) == 1)
                .boxed()
                .collect(Collectors.toSet());
    }

    private boolean holds(ConditionNode node, Set<Integer> changed) {
        long holding =
                node.parts().stream().filter(part -> holds(part, changed)).count();
        return switch (node.kind()) {
            case ALL -> holding == node.parts().size();
            case ANY -> holding > 0;
            case AT_LEAST -> holding >= node.number();
            case NOT -> holding == 0;
            case SELECTION -> holding == 1;
            case QUESTION -> {
                int number = Integer.parseInt(node.question().orElseThrow().field());
                yield answers.get(number) != changed.contains(number);
            }
        };
    }

    private ConditionNode random(Random random, int depth) {
        if (depth == 0 || answers.size() > MOST_QUESTIONS - 4 || random.nextInt(4) == 0) {
            return question(random);
        }
        Kind kind = Kind.values()[random.nextInt(Kind.values().length - 1)];
        int size = kind == Kind.NOT || kind == Kind.SELECTION ? 1 : random.nextInt(4);
        List<ConditionNode> parts = new ArrayList<>();
        for (int i = 0; i < size && answers.size() < MOST_QUESTIONS; i++) {
            parts.add(random(random, depth - 1));
        }
        if (parts.isEmpty() && (kind == Kind.NOT || kind == Kind.SELECTION)) {
            return new ConditionNode(Kind.ANY, "", 0, false, Optional.empty(), List.of());
        }
        int number = kind == Kind.AT_LEAST ? random.nextInt(parts.size() + 2) : 0;
        ConditionNode node = new ConditionNode(kind, "", number, false, Optional.empty(), parts);
        return new ConditionNode(kind, "", number, holds(node, Set.of()), Optional.empty(), parts);
    }

    private ConditionNode question(Random random) {
        if (answers.size() >= MOST_QUESTIONS) {
            return new ConditionNode(Kind.ANY, "", 0, false, Optional.empty(), List.of());
        }
        answers.add(random.nextBoolean());
        int number = answers.size() - 1;
        Question question = new Question(Integer.toString(number), "equals", "x", true, List.of());
        return new ConditionNode(Kind.QUESTION, "", 0, answers.get(number), Optional.of(question), List.of());
    }
}
