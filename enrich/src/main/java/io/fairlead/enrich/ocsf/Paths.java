// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ocsf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Dotted paths into trees; a number is a place in a list. */
final class Paths {
    private Paths() {}

    /** The value at a path; missing when there is none, or when it says nothing. */
    static JsonNode get(JsonNode root, String path) {
        JsonNode node = root;
        for (String name : path.split("\\.")) {
            node = isPlace(name) ? node.path(Integer.parseInt(name)) : node.path(name);
        }
        boolean silent = node.isNull() || node.isTextual() && node.textValue().isEmpty();
        return silent || node.isContainerNode() && node.isEmpty() ? MissingNode.getInstance() : node;
    }

    /** Sets a value, with all objects and lists on the way. */
    static void set(ObjectNode root, String path, JsonNode value) {
        String[] names = path.split("\\.");
        ContainerNode<?> node = root;
        for (int i = 0; i < names.length - 1; i++) {
            node = below(node, names[i], isPlace(names[i + 1]));
        }
        put(node, names[names.length - 1], value);
    }

    /** Adds to the list at a path. */
    static void add(ObjectNode root, String path, JsonNode value) {
        if (get(root, path) instanceof ArrayNode list) {
            list.add(value);
        } else {
            set(root, path, root.arrayNode().add(value));
        }
    }

    /** Adds to the list at a path what is not in it. */
    static void addNew(ObjectNode root, String path, JsonNode value) {
        for (JsonNode item : get(root, path)) {
            if (item.equals(value)) {
                return;
            }
        }
        add(root, path, value);
    }

    /** Takes a value away, and what is empty without it. */
    static void remove(ObjectNode root, String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            root.remove(path);
        } else if (root.get(path.substring(0, dot)) instanceof ObjectNode child) {
            remove(child, path.substring(dot + 1));
            if (child.isEmpty()) {
                root.remove(path.substring(0, dot));
            }
        }
    }

    private static ContainerNode<?> below(ContainerNode<?> node, String name, boolean list) {
        JsonNode child = isPlace(name) ? node.path(Integer.parseInt(name)) : node.path(name);
        if (child instanceof ContainerNode<?> container) {
            return container;
        }
        ContainerNode<?> made = list ? node.arrayNode() : node.objectNode();
        put(node, name, made);
        return made;
    }

    private static void put(ContainerNode<?> node, String name, JsonNode value) {
        if (node instanceof ObjectNode object) {
            object.set(name, value);
        } else if (node instanceof ArrayNode list) {
            list.add(value);
        }
    }

    private static boolean isPlace(String name) {
        return name.length() == 1 && Character.isDigit(name.charAt(0));
    }
}
