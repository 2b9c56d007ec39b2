// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import java.util.List;

/** A condition over numbered questions, in its simplest form: no names, no constants inside, no All within All. */
sealed interface Node {
    Node TRUE = new All(List.of());
    Node FALSE = new Any(List.of());

    /** All of them; of none, true. */
    record All(List<Node> parts) implements Node {}

    /** One of them; of none, false. */
    record Any(List<Node> parts) implements Node {}

    /** The opposite. */
    record Opposite(Node part) implements Node {}

    /** A question. */
    record Ask(int question) implements Node {}
}
