// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ocsf;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** The words and numbers of trees. */
final class Leaves {
    private Leaves() {}

    /** Whether an attribute says all that a value says. */
    static boolean hold(JsonNode attribute, JsonNode value) {
        if (attribute.equals(value)) {
            return true;
        }
        Set<String> held = new HashSet<>();
        collect(attribute, held);
        Set<String> wanted = new HashSet<>();
        collect(value, wanted);
        return held.containsAll(wanted);
    }

    private static void collect(JsonNode node, Set<String> leaves) {
        if (node.isContainerNode()) {
            node.forEach(child -> collect(child, leaves));
        } else if (!node.isNull()) {
            leaves.add(node.asText());
        }
    }
}
