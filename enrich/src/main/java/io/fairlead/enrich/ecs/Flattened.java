// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fairlead.schemas.identity.Identity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trees for fields of Elasticsearch's type flattened, which refuses a document when the tree is deeper than its limit (20)
 * or when a path of keys and a value are longer than a Lucene term (32,766 bytes).
 *
 * <p>18 levels of keys of at most 140 characters (3 bytes each in UTF-8 at worst) with their dots are 7,578 bytes; with a
 * value of {@code ignore_above} 8,191 characters that is 32,152: longer values are not indexed, and nothing is refused.
 */
public final class Flattened {
    /** Deepest level of keys. */
    static final int MAX_DEPTH = 18;

    /** Longest key in characters. */
    static final int MAX_KEY = 140;

    private Flattened() {}

    /** The tree itself where it fits, else a copy in which deeper parts are JSON texts and long keys are cut. */
    public static JsonNode of(JsonNode node) {
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(item -> copy.add(of(item)));
            return copy;
        }
        if (node instanceof ObjectNode object) {
            return fits(object, 1) ? object : copy(object, 1);
        }
        return node.isNull() ? node : Shape.wrapped(node);
    }

    /** Whether {@link #of} leaves the tree as it is. */
    static boolean fits(JsonNode node) {
        return node instanceof ObjectNode object && fits(object, 1);
    }

    private static boolean fits(JsonNode node, int depth) {
        if (node instanceof ObjectNode object) {
            if (depth > MAX_DEPTH) {
                return false;
            }
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                if (entry.getKey().length() > MAX_KEY || !fits(entry.getValue(), depth + 1)) {
                    return false;
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (JsonNode item : array) {
                if (!fits(item, depth)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static JsonNode copy(JsonNode node, int depth) {
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(item -> copy.add(copy(item, depth)));
            return copy;
        } else if (node instanceof ObjectNode object) {
            if (depth > MAX_DEPTH) {
                return TextNode.valueOf(object.toString());
            }
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                FieldNames.put(copy, cut(entry.getKey()), entry.getKey(), copy(entry.getValue(), depth + 1));
            }
            return copy;
        }
        return node;
    }

    private static String cut(String key) {
        if (key.length() <= MAX_KEY) {
            return key;
        }
        String hash = Identity.hash(key);
        int end = MAX_KEY - hash.length() - 1;
        if (Character.isHighSurrogate(key.charAt(end - 1))) {
            end--;
        }
        return key.substring(0, end) + "_" + hash;
    }

    /** As {@link #of}, or null for null. */
    public static @Nullable JsonNode ofNullable(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : of(node);
    }
}
