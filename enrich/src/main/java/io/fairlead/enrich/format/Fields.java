// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.address.IpLiteral;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.Flattened;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * Reads of a record by dotted paths; whatever has the wrong type reads as absent.
 *
 * @param root the record
 */
public record Fields(ObjectNode root) {
    /** The value at a path, or a missing node. */
    public JsonNode at(String path) {
        JsonNode node = root;
        for (String name : path.split("\\.")) {
            node = node instanceof ObjectNode object && object.has(name) ? object.get(name) : MissingNode.getInstance();
        }
        return node;
    }

    /** The text, number or truth value at the first path that has one, as text; else an empty text. */
    public String text(String... paths) {
        for (String path : paths) {
            JsonNode value = at(path);
            if (value.isValueNode() && !value.isNull() && !value.asText().isEmpty()) {
                return value.asText();
            }
        }
        return "";
    }

    /** The members of the list at a path. */
    public List<JsonNode> items(String path) {
        List<JsonNode> items = new ArrayList<>();
        if (at(path) instanceof ArrayNode list) {
            list.forEach(items::add);
        }
        return items;
    }

    /** The objects among the members of the list at a path. */
    public List<ObjectNode> objects(String path) {
        return items(path).stream()
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .toList();
    }

    /** Writes texts: each path of the record to one of the document, in order, so that equal records are equal bytes. */
    public void copy(SortedMap<String, String> paths, EcsDocument document) {
        paths.forEach((from, to) -> document.text(to, text(from)));
    }

    /** Writes the whole number at a path, which may be written as a text. */
    public void number(String from, String to, EcsDocument document) {
        WholeNumber.of(text(from)).ifPresent(number -> document.number(to, number));
    }

    /** Writes a body for search. */
    public void flattened(String from, String to, EcsDocument document) {
        JsonNode body = at(from);
        if (body.isContainerNode()) {
            document.node(to, Flattened.of(body));
        }
    }

    /** Writes the address that a request came from. */
    public void source(String address, EcsDocument document) {
        document.text("source.address", address);
        if (IpLiteral.isLiteral(address)) {
            document.text("source.ip", address).texts("related.ip", List.of(address));
        }
    }

    /** The texts, numbers and truth values at a path, as texts: of a list its members, and what lists of objects hold below. */
    public List<String> texts(String path) {
        List<String> texts = new ArrayList<>();
        collect(root, path.split("\\."), 0, texts);
        return texts;
    }

    private static void collect(JsonNode node, String[] names, int depth, List<String> texts) {
        if (node instanceof ArrayNode list) {
            list.forEach(item -> collect(item, names, depth, texts));
        } else if (depth < names.length) {
            if (node instanceof ObjectNode object && object.has(names[depth])) {
                collect(object.get(names[depth]), names, depth + 1, texts);
            }
        } else if (node.isValueNode() && !node.isNull() && !node.asText().isEmpty()) {
            texts.add(node.asText());
        }
    }

    /** A copy of a tree without what stands at these paths; only what changes is copied. */
    static ObjectNode without(ObjectNode tree, Set<String> paths) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        tree.properties().forEach(entry -> {
            String start = entry.getKey() + ".";
            Set<String> below = paths.stream()
                    .filter(path -> path.startsWith(start))
                    .map(path -> path.substring(start.length()))
                    .collect(Collectors.toSet());
            JsonNode value = entry.getValue();
            JsonNode left = !below.isEmpty() && value instanceof ObjectNode object ? without(object, below) : value;
            if (!paths.contains(entry.getKey()) && !(left != value && left.isEmpty())) {
                copy.set(entry.getKey(), left);
            }
        });
        return copy;
    }

    /** Writes everybody who had a part. */
    public static void people(EcsDocument document, String... names) {
        Set<String> people = new LinkedHashSet<>(List.of(names));
        people.remove("");
        document.texts("related.user", people);
    }
}
