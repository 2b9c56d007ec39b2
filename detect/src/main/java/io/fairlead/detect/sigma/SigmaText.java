// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.TextPattern;
import java.util.ArrayList;
import java.util.List;

/**
 * Sigma's way of writing text with wildcards: {@code *} and {@code ?} are wildcards, a backslash before one of them or before
 * a backslash takes its meaning away, any other backslash stands for itself.
 */
final class SigmaText {
    private SigmaText() {}

    static TextPattern parse(String text) {
        List<TextPattern.Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
            if (c == '\\' && (next == '*' || next == '?' || next == '\\')) {
                literal.append(next);
                i++;
            } else if (c == '*' || c == '?') {
                parts.add(new TextPattern.Literal(literal.toString()));
                literal.setLength(0);
                parts.add(c == '*' ? TextPattern.Wildcard.MANY : TextPattern.Wildcard.ONE);
            } else {
                literal.append(c);
            }
        }
        parts.add(new TextPattern.Literal(literal.toString()));
        return new TextPattern(parts);
    }
}
