// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ocsf;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a document must say.
 *
 * @param fields paths of the document: one of the values, or any value where none is listed
 */
record Condition(Map<String, List<String>> fields) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Condition {
        fields = Map.copyOf(fields);
    }

    boolean holds(JsonNode document) {
        return fields.entrySet().stream()
                .allMatch(field -> holds(Paths.get(document, field.getKey()), field.getValue()));
    }

    private static boolean holds(JsonNode value, List<String> wanted) {
        if (value.isMissingNode()) {
            return false;
        }
        if (value instanceof ArrayNode list) {
            for (JsonNode item : list) {
                if (holds(item, wanted)) {
                    return true;
                }
            }
            return false;
        }
        return wanted.isEmpty() || wanted.contains(value.asText());
    }

    /** The first of these groups of paths of which the document has none. */
    static Optional<List<String>> missing(List<List<String>> groups, JsonNode document) {
        return groups.stream()
                .filter(group -> group.stream()
                        .allMatch(path -> Paths.get(document, path).isMissingNode()))
                .findFirst();
    }
}
