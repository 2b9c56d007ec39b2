// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.json.AwkwardKeys;
import io.fairlead.schemas.identity.Identity;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Renames keys that Elasticsearch would refuse as field names, without losing a value. */
public final class FieldNames {
    private FieldNames() {}

    /** A copy of the tree in which every key can name a field. */
    public static JsonNode repaired(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                put(copy, AwkwardKeys.repair(entry.getKey()), entry.getKey(), repaired(entry.getValue()));
            }
            return copy;
        } else if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(item -> copy.add(repaired(item)));
            return copy;
        }
        return node;
    }

    /** A copy of one object, its own keys renamed. */
    public static ObjectNode renamed(ObjectNode object, UnaryOperator<String> rename) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            put(copy, rename.apply(entry.getKey()), entry.getKey(), entry.getValue());
        }
        return copy;
    }

    /** Sets the value under the key, or under the key with a hash behind it when it is taken. */
    static void put(ObjectNode object, String key, String original, JsonNode value) {
        object.set(object.has(key) ? key + "_" + Identity.hash(original) : key, value);
    }
}
