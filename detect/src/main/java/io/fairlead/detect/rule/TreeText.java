// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

import java.util.Map;

/** Writes trees as compact JSON. */
final class TreeText {
    private TreeText() {}

    static String json(Tree tree) {
        StringBuilder text = new StringBuilder();
        write(tree, text);
        return text.toString();
    }

    private static void write(Tree tree, StringBuilder text) {
        switch (tree) {
            case Tree.Branch branch -> {
                String separator = "{";
                for (Map.Entry<String, Tree> entry : branch.children().entrySet()) {
                    text.append(separator);
                    quote(entry.getKey(), text);
                    text.append(':');
                    write(entry.getValue(), text);
                    separator = ",";
                }
                text.append(branch.children().isEmpty() ? "{}" : "}");
            }
            case Tree.Items items -> {
                String separator = "[";
                for (Tree member : items.members()) {
                    text.append(separator);
                    write(member, text);
                    separator = ",";
                }
                text.append(items.members().isEmpty() ? "[]" : "]");
            }
            case Tree.Scalar scalar -> {
                if (scalar.quoted()) {
                    quote(scalar.text(), text);
                } else {
                    text.append(scalar.text());
                }
            }
            case Tree.Nothing unused -> text.append("null");
        }
    }

    private static void quote(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ') {
                        text.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }
}
