// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.bench.match;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.detect.rule.Tree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A document as a tree, with what was found in it. */
public final class NaiveDocument {
    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode root;
    private final Map<String, List<JsonNode>> found = new HashMap<>();
    private @Nullable List<NaiveValue> everything;

    public NaiveDocument(JsonNode root) {
        this.root = root;
    }

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException when it is no JSON
     */
    public static NaiveDocument of(byte[] json) {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            return new NaiveDocument(read(parser));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The value that begins at the parser's token; recursion is bounded by the nesting that the parser takes. */
    private static JsonNode read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                ObjectNode object = JSON.createObjectNode();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.set(name, read(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                ArrayNode array = JSON.createArrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(read(parser));
                }
                yield array;
            }
            case VALUE_NUMBER_FLOAT -> new NaiveNumber(parser.getDecimalValue(), parser.getText());
            default -> JSON.readTree(parser);
        };
    }

    /** What stands at the path, lists as lists; through lists on the way to it. */
    List<JsonNode> at(String path) {
        List<JsonNode> known = found.get(path);
        if (known == null) {
            known = new ArrayList<>();
            find(root, path, known);
            found.put(path, known);
        }
        return known;
    }

    /** The values at the path, those in lists too. */
    List<NaiveValue> values(String path) {
        List<NaiveValue> values = new ArrayList<>();
        for (JsonNode node : at(path)) {
            scalars(node, false, values);
        }
        return values;
    }

    /** Every value of the document. */
    List<NaiveValue> everything() {
        List<NaiveValue> known = everything;
        if (known == null) {
            known = new ArrayList<>();
            scalars(root, true, known);
            everything = known;
        }
        return known;
    }

    /** Whether the field is absent, an empty list, or has a null. */
    boolean isNothing(String path) {
        List<NaiveValue> values = values(path);
        return values.isEmpty()
                ? at(path).stream().noneMatch(NaiveDocument::holdsObject)
                : values.stream().anyMatch(NaiveValue::isNull);
    }

    private static boolean holdsObject(JsonNode node) {
        if (node.isArray()) {
            for (JsonNode member : node) {
                if (holdsObject(member)) {
                    return true;
                }
            }
        }
        return node.isObject();
    }

    /** The first part at the path; the empty path is the document. */
    Tree tree(String path) {
        if (path.isEmpty()) {
            return tree(root);
        }
        List<JsonNode> parts = at(path);
        return parts.isEmpty() ? Tree.NOTHING : tree(parts.getFirst());
    }

    private static void scalars(JsonNode node, boolean everywhere, List<NaiveValue> values) {
        if (node.isValueNode()) {
            values.add(new NaiveValue(node));
        } else if (node.isArray() || everywhere) {
            node.forEach(member -> scalars(member, everywhere, values));
        }
    }

    private static void find(JsonNode node, String path, List<JsonNode> found) {
        if (node.isArray()) {
            node.forEach(member -> find(member, path, found));
        } else if (node.isObject()) {
            node.properties().forEach(entry -> {
                String key = entry.getKey();
                if (key.equals(path)) {
                    found.add(entry.getValue());
                } else if (path.length() > key.length() && path.charAt(key.length()) == '.' && path.startsWith(key)) {
                    find(entry.getValue(), path.substring(key.length() + 1), found);
                }
            });
        }
    }

    private static Tree tree(JsonNode node) {
        if (node.isObject()) {
            Map<String, Tree> children = new LinkedHashMap<>();
            node.properties().forEach(entry -> children.put(entry.getKey(), tree(entry.getValue())));
            return new Tree.Branch(children);
        }
        if (node.isArray()) {
            List<Tree> members = new ArrayList<>();
            node.forEach(member -> members.add(tree(member)));
            return new Tree.Items(members);
        }
        return node.isNull() ? Tree.NOTHING : new Tree.Scalar(node.asText(), node.isTextual());
    }
}
