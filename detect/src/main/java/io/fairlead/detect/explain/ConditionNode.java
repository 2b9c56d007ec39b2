// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.explain;

import java.util.List;
import java.util.Optional;

/**
 * A part of a rule's condition with its answer for one event.
 *
 * @param kind how the parts are joined
 * @param name the selection's name; empty for other kinds
 * @param number how many parts must hold, for {@link Kind#AT_LEAST}; 0 for other kinds
 * @param holds whether this part is true of the event
 * @param question what is asked, for {@link Kind#QUESTION}
 * @param parts the parts below, in the order of the rule
 */
public record ConditionNode(
        Kind kind, String name, int number, boolean holds, Optional<Question> question, List<ConditionNode> parts) {
    /** How the parts of a node make its answer. */
    public enum Kind {
        /** All parts. */
        ALL,
        /** Any part. */
        ANY,
        /** A number of parts. */
        AT_LEAST,
        /** The opposite of the one part. */
        NOT,
        /** The one part, under the name that the rule gives it. */
        SELECTION,
        /** A question to the event. */
        QUESTION
    }

    public ConditionNode {
        parts = List.copyOf(parts);
    }

    /** The node alone, in words. */
    String words() {
        return switch (kind) {
            case ALL -> "all of";
            case ANY -> "any of";
            case AT_LEAST -> "at least " + number + " of";
            case NOT -> "not";
            case SELECTION -> name + ":";
            case QUESTION -> question.map(Question::text).orElse("");
        };
    }

    /**
     * The tree as indented lines, each opened by {@code yes} or {@code no}.
     *
     * @param most how many parts of a node are shown; those that agree with the node come first, and what is left out is
     *     counted
     */
    public String text(int most) {
        return ConditionText.of(this, most);
    }
}
