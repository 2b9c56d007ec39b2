// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import io.fairlead.detect.rule.Projection;
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
        int capture = -1;

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
    private final Map<String, Integer> captures = new LinkedHashMap<>();
    private final Map<Projection, Integer> projections = new LinkedHashMap<>();

    FieldIndex(Collection<String> fields, Collection<Projection> projected) {
        for (String field : fields) {
            if (slots.putIfAbsent(field, slots.size()) == null) {
                node(field).slot = slots.size() - 1;
            }
        }
        for (Projection projection : projected) {
            projections.putIfAbsent(projection, projections.size());
            for (String source : projection.sources()) {
                if (captures.putIfAbsent(source, captures.size()) == null) {
                    node(source).capture = captures.size() - 1;
                }
            }
        }
    }

    private Node node(String path) {
        Node node = root;
        if (!path.isEmpty()) {
            for (String step : path.split("\\.", -1)) {
                node = node.children.computeIfAbsent(step, unused -> new Node());
            }
        }
        return node;
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

    /** How many parts of a document are kept whole. */
    int captures() {
        return captures.size();
    }

    /** The number of the part at this path; -1 when no projection reads it. */
    int capture(String source) {
        return captures.getOrDefault(source, -1);
    }

    int projections() {
        return projections.size();
    }

    /** The projection's number; -1 when no rule uses it. */
    int projection(Projection projection) {
        return projections.getOrDefault(projection, -1);
    }
}
