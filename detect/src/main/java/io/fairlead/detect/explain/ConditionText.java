// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.explain;

import java.util.Comparator;
import java.util.List;

/** Writes condition trees for people. */
final class ConditionText {
    private ConditionText() {}

    static String of(ConditionNode root, int most) {
        StringBuilder text = new StringBuilder();
        write(root, 0, most, text);
        return text.toString().stripTrailing();
    }

    private static void write(ConditionNode node, int depth, int most, StringBuilder text) {
        text.append(node.holds() ? "yes  " : "no   ")
                .append("  ".repeat(depth))
                .append(node.words())
                .append('\n');
        List<ConditionNode> shown = node.parts();
        if (shown.size() > most) {
            // the sort is stable: among those that decided the answer, and among the others, the rule's order stays
            shown = shown.stream()
                    .sorted(Comparator.comparing(part -> part.holds() != node.holds()))
                    .limit(most)
                    .toList();
        }
        shown.forEach(part -> write(part, depth + 1, most, text));
        if (shown.size() < node.parts().size()) {
            text.append("     ")
                    .append("  ".repeat(depth + 1))
                    .append("and ")
                    .append(node.parts().size() - shown.size())
                    .append(" more\n");
        }
    }
}
