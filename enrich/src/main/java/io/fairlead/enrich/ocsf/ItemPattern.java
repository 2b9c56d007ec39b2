// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ocsf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fills the places of a pattern, once. */
final class ItemPattern {
    private static final String PLACE = "$";
    private static final String MAYBE = "?";

    private final JsonNode document;
    private final boolean several;
    private final List<String> held = new ArrayList<>(0);

    /**
     * @param several whether the value is one of several: what else the document says may be of another of them, and stays
     *     away where it may
     */
    ItemPattern(JsonNode document, boolean several) {
        this.document = document;
        this.several = several;
    }

    /** Paths of the document whose values stand in places now. */
    List<String> held() {
        return held;
    }

    /** The pattern with its places filled; empty when there is nothing for one of them. */
    Optional<JsonNode> filled(JsonNode pattern, JsonNode value) {
        if (pattern instanceof TextNode text && text.textValue().startsWith(PLACE)) {
            return place(text.textValue().substring(1), value);
        }
        if (!(pattern instanceof ObjectNode object)) {
            return Optional.of(pattern);
        }
        ObjectNode copy = object.objectNode();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            Optional<JsonNode> part = filled(entry.getValue(), value);
            if (part.isPresent()) {
                copy.set(entry.getKey(), part.get());
            } else if (!entry.getValue().asText().endsWith(MAYBE)) {
                return Optional.empty();
            }
        }
        return Optional.of(copy);
    }

    private Optional<JsonNode> place(String path, JsonNode value) {
        if (path.isEmpty()) {
            return Optional.of(value);
        }
        boolean maybe = path.endsWith(MAYBE);
        if (maybe && several) {
            return Optional.empty();
        }
        String plain = maybe ? path.substring(0, path.length() - MAYBE.length()) : path;
        JsonNode found = Paths.get(document, plain);
        Optional<JsonNode> text = Conversion.TEXT.of(found);
        text.filter(written -> Leaves.hold(written, found)).ifPresent(written -> held.add(plain));
        return text;
    }
}
