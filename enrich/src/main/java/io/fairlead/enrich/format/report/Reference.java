// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Where a value stands as seen from a finding, its parts separated by slashes: {@code fix/versions/0} in the finding itself,
 * {@code ../Target} in the nearest object around it, {@code /ArtifactName} at the top of the report, {@code *} for every
 * member; {@code @0} is the key or index of the finding itself, {@code @1} that of what is around it.
 *
 * @param up how many objects outwards; -1 for the top
 * @param key how many steps outwards the key is that is meant; -1 when a value is
 * @param names from there
 */
record Reference(int up, int key, List<String> names) {
    private static final int TOP = -1;
    private static final int NO_KEY = -1;
    private static final int MOST = 100;

    /** The reference that is written so. */
    static Reference of(String path) {
        if (path.startsWith("@")) {
            return new Reference(0, Integer.parseInt(path.substring(1)), List.of());
        }
        if (path.startsWith("/")) {
            return new Reference(TOP, NO_KEY, split(path.substring(1)));
        }
        int up = 0;
        String rest = path;
        while (rest.startsWith("../")) {
            up++;
            rest = rest.substring("../".length());
        }
        return new Reference(up, NO_KEY, split(rest));
    }

    static List<Reference> all(String... paths) {
        return java.util.Arrays.stream(paths).map(Reference::of).toList();
    }

    /** The values that are there, at most a hundred. */
    List<JsonNode> in(Finding finding) {
        if (key != NO_KEY) {
            return List.of(com.fasterxml.jackson.databind.node.TextNode.valueOf(finding.key(key)));
        }
        JsonNode start = up == 0 ? finding.value() : up == TOP ? finding.top() : finding.around(up);
        List<JsonNode> found = new ArrayList<>(1);
        collect(start, 0, found);
        return found;
    }

    private void collect(JsonNode node, int depth, List<JsonNode> found) {
        if (found.size() >= MOST) {
            return;
        }
        if (depth == names.size()) {
            if (!node.isMissingNode() && !node.isNull()) {
                found.add(node);
            }
            return;
        }
        String name = names.get(depth);
        if (name.equals("*")) {
            Iterator<JsonNode> members = node.elements();
            while (members.hasNext()) {
                collect(members.next(), depth + 1, found);
            }
        } else {
            collect(
                    node.isArray() && isIndex(name) ? node.path(Integer.parseInt(name)) : node.path(name),
                    depth + 1,
                    found);
        }
    }

    private static boolean isIndex(String name) {
        return name.length() < 4 && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static List<String> split(String path) {
        return path.isEmpty() ? List.of() : List.of(path.split("/", -1));
    }
}
