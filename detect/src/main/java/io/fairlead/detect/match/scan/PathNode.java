// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match.scan;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A step of a path that some rule names. */
final class PathNode {
    final Map<String, PathNode> children = new HashMap<>();
    int slot = -1;
    int capture = -1;

    /** Every node below, by its name from here, dots included: a key may lead several steps down. */
    @Nullable
    private KeyTable below;

    PathNode child(String step) {
        return children.computeIfAbsent(step, unused -> new PathNode());
    }

    void freeze() {
        Map<String, PathNode> names = new HashMap<>();
        collect("", names);
        below = new KeyTable(names);
        children.values().forEach(PathNode::freeze);
    }

    /** The node that the key's bytes name; null when no rule names it. */
    @Nullable
    PathNode find(byte[] key, int start, int end) {
        KeyTable table = below;
        return table == null ? null : table.find(key, start, end);
    }

    private void collect(String prefix, Map<String, PathNode> names) {
        children.forEach((step, node) -> {
            names.put(prefix + step, node);
            node.collect(prefix + step + ".", names);
        });
    }
}
