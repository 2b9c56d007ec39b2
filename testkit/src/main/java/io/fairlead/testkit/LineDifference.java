// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit;

import java.util.List;

/** The stretch of lines in which two texts differ, with a little of what stands before and behind it. */
final class LineDifference {
    private static final int CONTEXT = 3;
    private static final int SHOWN = 60;

    private LineDifference() {}

    static String of(String expected, String actual) {
        List<String> left = expected.lines().toList();
        List<String> right = actual.lines().toList();
        int same = 0;
        while (same < left.size() && same < right.size() && left.get(same).equals(right.get(same))) {
            same++;
        }
        int leftEnd = left.size();
        int rightEnd = right.size();
        while (leftEnd > same && rightEnd > same && left.get(leftEnd - 1).equals(right.get(rightEnd - 1))) {
            leftEnd--;
            rightEnd--;
        }
        StringBuilder text = new StringBuilder("from line " + (same + 1) + ":\n");
        append(text, "  ", left.subList(Math.max(0, same - CONTEXT), same));
        append(text, "- ", left.subList(same, leftEnd));
        append(text, "+ ", right.subList(same, rightEnd));
        append(text, "  ", left.subList(leftEnd, Math.min(left.size(), leftEnd + CONTEXT)));
        return text.toString();
    }

    private static void append(StringBuilder text, String mark, List<String> lines) {
        lines.stream()
                .limit(SHOWN)
                .forEach(line -> text.append(mark).append(line).append('\n'));
        if (lines.size() > SHOWN) {
            text.append(mark).append("… ").append(lines.size() - SHOWN).append(" more lines\n");
        }
    }
}
