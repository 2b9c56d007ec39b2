// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a mapping has objects and where it has leaves. Elasticsearch refuses a whole document when an object stands where
 * a leaf is mapped, or a value where an object is; fitted to its shape a document is never refused for that.
 */
public final class Shape {
    private enum Kind {
        OBJECT,
        LEAF,
        FLATTENED
    }

    private final Kind kind;
    private final Map<String, Shape> children = new HashMap<>();

    private Shape(Kind kind) {
        this.kind = kind;
    }

    /** The shape of a mapping, as templates write it. */
    static Shape of(JsonNode mapping) {
        if (!mapping.has("properties")) {
            return new Shape(mapping.path("type").asText().equals("flattened") ? Kind.FLATTENED : Kind.LEAF);
        }
        Shape shape = new Shape(Kind.OBJECT);
        for (Map.Entry<String, JsonNode> property : mapping.get("properties").properties()) {
            String[] path = property.getKey().split("\\.", -1);
            Shape parent = shape;
            for (int i = 0; i < path.length - 1; i++) {
                parent = parent.children.computeIfAbsent(path[i], any -> new Shape(Kind.OBJECT));
            }
            parent.children.put(path[path.length - 1], of(property.getValue()));
        }
        return shape;
    }

    /**
     * The tree, changed in place where it does not fit: an object on a leaf becomes its JSON text, a value on an object
     * becomes {@code {"value": …}}, a key with dots that would reach into the shape gets underscores.
     */
    public JsonNode fit(JsonNode node) {
        if (kind == Kind.FLATTENED) {
            return Flattened.of(node);
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode item = array.get(i);
                JsonNode fitted = fit(item);
                if (fitted != item) {
                    array.set(i, fitted);
                }
            }
            return array;
        } else if (kind == Kind.LEAF) {
            return node instanceof ObjectNode ? TextNode.valueOf(node.toString()) : node;
        } else if (node instanceof ObjectNode object) {
            return fitObject(object);
        }
        return node.isNull() ? node : fitObject(wrapped(node));
    }

    /** Whether {@link #fit} leaves the tree as it is. */
    public boolean fits(JsonNode node) {
        if (kind == Kind.FLATTENED) {
            return node.isNull() || Flattened.fits(node);
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (!fits(array.get(i))) {
                    return false;
                }
            }
            return true;
        } else if (kind == Kind.LEAF) {
            return !(node instanceof ObjectNode);
        }
        return node instanceof ObjectNode object ? fitsObject(object) : node.isNull();
    }

    private boolean fitsObject(ObjectNode object) {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            Shape child = children.get(entry.getKey());
            if (child == null ? reaches(entry.getKey()) : !child.fits(entry.getValue())) {
                return false;
            }
        }
        return true;
    }

    /**
     * What the mapping does not name: a copy of the tree without its typed leaves, in which objects and lists that hold nothing
     * else are left out; null where nothing is left. Lists of objects keep their order, not their places.
     */
    public @Nullable JsonNode rest(JsonNode node) {
        if (kind != Kind.OBJECT) {
            return null;
        } else if (node instanceof ArrayNode array) {
            ArrayNode rest = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> addTo(rest, rest(item)));
            return rest.isEmpty() ? null : rest;
        } else if (node instanceof ObjectNode object) {
            ObjectNode rest = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                Shape child = children.get(entry.getKey());
                JsonNode left = child == null ? entry.getValue() : child.rest(entry.getValue());
                if (left != null && !left.isNull()) {
                    rest.set(entry.getKey(), left);
                }
            }
            return rest.isEmpty() ? null : rest;
        }
        return node.isNull() ? null : node;
    }

    private static void addTo(ArrayNode rest, @Nullable JsonNode item) {
        if (item != null) {
            rest.add(item);
        }
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
    static ObjectNode wrapped(JsonNode value) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.set("value", value);
        return object;
    }
}
