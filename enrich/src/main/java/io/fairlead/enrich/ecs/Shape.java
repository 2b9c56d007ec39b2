// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a mapping has objects and where it has leaves. Elasticsearch refuses a whole document when an object stands where
 * a leaf is mapped, or a value where an object is; fitted to its shape a document is never refused for that.
 */
public final class Shape {
    private final Map<String, Shape> children = new LinkedHashMap<>();

    private Shape() {}

    /** The shape with leaves at these dotted paths. */
    public static Shape of(List<String> leaves) {
        Shape root = new Shape();
        for (String path : leaves) {
            Shape node = root;
            for (String name : path.split("\\.")) {
                node = node.children.computeIfAbsent(name, any -> new Shape());
            }
        }
        return root;
    }

    /** The same shape with another one below a name. */
    public Shape with(String name, Shape child) {
        children.put(name, child);
        return this;
    }

    /**
     * The tree, changed in place where it does not fit: an object on a leaf becomes its JSON text, a value on an object
     * becomes {@code {"value": …}}, a key with dots that would reach into the shape gets underscores.
     */
    public JsonNode fit(JsonNode node) {
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode item = array.get(i);
                JsonNode fitted = fit(item);
                if (fitted != item) {
                    array.set(i, fitted);
                }
            }
            return array;
        }
        if (children.isEmpty()) {
            return node instanceof ObjectNode ? TextNode.valueOf(node.toString()) : node;
        }
        if (node.isNull()) {
            return node;
        }
        return node instanceof ObjectNode object ? fitObject(object) : fitObject(wrapped(node));
    }

    private ObjectNode fitObject(ObjectNode object) {
        ObjectNode result = hasReachingKeys(object) ? FieldNames.renamed(object, this::withoutReach) : object;
        for (Map.Entry<String, JsonNode> entry : result.properties()) {
            Shape child = children.get(entry.getKey());
            if (child != null) {
                JsonNode fitted = child.fit(entry.getValue());
                if (fitted != entry.getValue()) {
                    entry.setValue(fitted);
                }
            }
        }
        return result;
    }

    private boolean hasReachingKeys(ObjectNode object) {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (reaches(entry.getKey())) {
                return true;
            }
        }
        return false;
    }

    private String withoutReach(String key) {
        return reaches(key) ? key.replace('.', '_') : key;
    }

    private boolean reaches(String key) {
        int dot = key.indexOf('.');
        return dot > 0 && children.containsKey(key.substring(0, dot));
    }

    /** The object {"value": …} around a value that is none. */
    static ObjectNode wrapped(@Nullable JsonNode value) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.set("value", value);
        return object;
    }
}
