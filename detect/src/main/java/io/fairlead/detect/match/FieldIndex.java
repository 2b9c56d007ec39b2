// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields that some rule names, as a tree along their dots; each has a slot. */
final class FieldIndex {
    /** A step of a path. */
    static final class Node {
        private final Map<String, Node> children = new HashMap<>();
        int slot = -1;

        /** The node below this key; a key with dots leads several steps down. */
        @Nullable
        Node child(String key) {
            Node direct = children.get(key);
            if (direct != null || key.indexOf('.') < 0) {
                return direct;
            }
            Node node = this;
            for (String step : key.split("\\.", -1)) {
                node = node == null ? null : node.children.get(step);
            }
            return node;
        }
    }

    private final Node root = new Node();
    private final Map<String, Integer> slots = new LinkedHashMap<>();

    FieldIndex(Collection<String> fields) {
        for (String field : fields) {
            if (slots.putIfAbsent(field, slots.size()) == null) {
                Node node = root;
                for (String step : field.split("\\.", -1)) {
                    node = node.children.computeIfAbsent(step, unused -> new Node());
                }
                node.slot = slots.size() - 1;
            }
        }
    }

    Node root() {
        return root;
    }

    int size() {
        return slots.size();
    }

    /** The field's slot; -1 when no rule names it. */
    int slot(String field) {
        return slots.getOrDefault(field, -1);
    }
}
