// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import io.fairlead.detect.rule.Predicate;
import io.fairlead.detect.rule.TextPattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Writes conditions as programs that stop as soon as the answer is known, and ask first what costs least. */
final class Programs {
    private static final double KNOWN = 1;
    private static final double REGEX = 300;

    private final Questions questions;
    private final byte[] modes;
    private final Chances chances;
    private int[] code = new int[3 * 1_024];
    private int size;

    Programs(Questions questions, byte[] modes) {
        this.questions = questions;
        this.modes = modes;
        this.chances = new Chances(questions);
    }

    int[] code() {
        return Arrays.copyOf(code, size);
    }

    /** Writes a program; gives back where it begins. */
    int write(Node node) {
        return write(node, Plan.TRUE, Plan.FALSE);
    }

    private int write(Node node, int whenTrue, int whenFalse) {
        return switch (node) {
            case Node.All all -> {
                int next = whenTrue;
                for (Node part : bestLast(all.parts(), false)) {
                    next = write(part, next, whenFalse);
                }
                yield next;
            }
            case Node.Any any -> {
                int next = whenFalse;
                for (Node part : bestLast(any.parts(), true)) {
                    next = write(part, whenTrue, next);
                }
                yield next;
            }
            case Node.Opposite opposite -> write(opposite.part(), whenFalse, whenTrue);
            case Node.Ask ask -> triple(number(ask.question()), whenTrue, whenFalse);
        };
    }

    private int triple(int question, int whenTrue, int whenFalse) {
        if (size + 3 > code.length) {
            code = Arrays.copyOf(code, 2 * code.length);
        }
        code[size] = question;
        code[size + 1] = whenTrue;
        code[size + 2] = whenFalse;
        size += 3;
        return size - 3;
    }

    /** A question's final number: combinations come behind the leaves. */
    int number(int question) {
        return question >= 0 ? question : questions.leaves().size() - 1 - question;
    }

    /** Best is what costs least for the chance that it decides. Programs are written from their end. */
    private List<Node> bestLast(List<Node> parts, boolean decides) {
        List<Node> sorted = new ArrayList<>(parts);
        sorted.sort(Comparator.comparingDouble(part -> {
            double chance = chances.of(part);
            return cost(part) / Math.max(0.01, decides ? chance : 1 - chance);
        }));
        return sorted.reversed();
    }

    private double cost(Node node) {
        return switch (node) {
            case Node.All all ->
                all.parts().stream().mapToDouble(this::cost).sorted().limit(2).sum();
            case Node.Any any -> any.parts().stream().mapToDouble(this::cost).sum();
            case Node.Opposite opposite -> cost(opposite.part());
            case Node.Ask ask -> cost(ask.question());
        };
    }

    private double cost(int question) {
        if (modes[number(question)] == Plan.DECIDED) {
            return KNOWN;
        }
        if (question < 0) {
            return REGEX; // a count of conditions
        }
        if (modes[question] == Plan.HINTED) {
            return 2 * KNOWN;
        }
        Leaf leaf = questions.leaves().get(question);
        double once = switch (leaf.predicate) {
            case Predicate.Exists unused -> KNOWN;
            case Predicate.IsNull unused -> KNOWN;
            case Predicate.Text text -> cost(text.text().shape());
            case Predicate.NumberEquals unused -> 3;
            case Predicate.OneOf unused -> 5;
            case Predicate.Differs unused -> 5;
            case Predicate.Compare unused -> 10;
            case Predicate.Cidr unused -> 30;
            case Predicate.FieldReference unused -> 30;
            case Predicate.TimePartCompare unused -> 100;
            case Predicate.Regex unused -> REGEX;
        };
        return leaf.slot < 0 ? 20 * once : once;
    }

    private static double cost(TextPattern.Shape shape) {
        return switch (shape) {
            case EQUALS, STARTSWITH, ENDSWITH -> 3;
            case CONTAINS -> 10;
            case WILDCARD -> 20;
        };
    }
}
