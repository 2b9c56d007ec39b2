// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match.scan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The paths that some rule names, as a tree along their dots. A field's values have a slot; a part of a document that is
 * kept whole has a capture. Immutable.
 */
public final class Fields {
    private final PathNode root = new PathNode();
    private final Map<String, Integer> slots = new LinkedHashMap<>();
    private final Map<String, Integer> captures = new LinkedHashMap<>();
    private final List<String> names;

    /**
     * @param fields dotted paths whose values are read
     * @param parts dotted paths that are kept whole; the empty path is the document
     */
    public Fields(Collection<String> fields, Collection<String> parts) {
        for (String field : fields) {
            if (slots.putIfAbsent(field, slots.size()) == null) {
                node(field).slot = slots.size() - 1;
            }
        }
        for (String part : parts) {
            if (captures.putIfAbsent(part, captures.size()) == null) {
                node(part).capture = captures.size() - 1;
            }
        }
        root.freeze();
        this.names = new ArrayList<>(slots.keySet());
    }

    private PathNode node(String path) {
        PathNode node = root;
        if (!path.isEmpty()) {
            for (String step : path.split("\\.", -1)) {
                node = node.child(step);
            }
        }
        return node;
    }

    PathNode root() {
        return root;
    }

    /** How many fields there are. */
    public int size() {
        return slots.size();
    }

    /** The field's slot; -1 when no rule names it. */
    public int slot(String field) {
        return slots.getOrDefault(field, -1);
    }

    /** The field of a slot. */
    public String name(int slot) {
        return names.get(slot);
    }

    /** How many parts of a document are kept whole. */
    public int captures() {
        return captures.size();
    }

    /** The number of the part at this path; -1 when nothing reads it. */
    public int capture(String part) {
        return captures.getOrDefault(part, -1);
    }
}
