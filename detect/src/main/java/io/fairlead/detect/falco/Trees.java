// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.rule.Tree;
import java.util.List;

/** Small steps of reading parts of a document. */
final class Trees {
    private Trees() {}

    /** The first that is there and no empty text; else nothing. */
    static Tree first(List<Tree> trees) {
        for (Tree tree : trees) {
            if (!tree.isNothing() && !tree.text().isEmpty()) {
                return tree;
            }
        }
        return Tree.NOTHING;
    }

    /** The text of the first that is there, or empty. */
    static String text(Tree... trees) {
        Tree found = first(List.of(trees));
        return found.isNothing() ? "" : scalar(found);
    }

    /** The value, of a list its first member; as text. */
    static String scalar(Tree tree) {
        return tree instanceof Tree.Items ? text(tree.at("0")) : tree.text();
    }

    /** The value as it is, an empty text too; objects and lists as JSON. */
    static List<String> value(Tree tree) {
        return tree.isNothing() ? List.of() : List.of(tree.text());
    }

    /** No value for an empty text, else one. */
    static List<String> optional(String text) {
        return text.isEmpty() ? List.of() : List.of(text);
    }
}
