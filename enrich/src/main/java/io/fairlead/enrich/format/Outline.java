// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.json.JsonReader;
import java.io.IOException;

/** The upper levels of a large JSON document, by skipping the rest; what is left out of them reads as absent. */
final class Outline {
    private static final int LEVELS = 4;
    private static final int KEYS = 64;
    private static final int ITEMS = 2;
    private static final int LONGEST = 512;

    private final JsonParser parser;

    private Outline(JsonParser parser) {
        this.parser = parser;
    }

    /** The outline; a missing node when the bytes are no JSON. */
    static JsonNode of(byte[] bytes, JsonReader reader) {
        try (JsonParser parser = reader.open(bytes)) {
            parser.nextToken();
            return new Outline(parser).value(LEVELS);
        } catch (IOException noJson) {
            return MissingNode.getInstance();
        }
    }

    private JsonNode value(int levels) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case null -> MissingNode.getInstance();
            case START_OBJECT -> levels == 0 ? skipped() : object(levels);
            case START_ARRAY -> levels == 0 ? skipped() : array(levels);
            case VALUE_TRUE -> JsonNodeFactory.instance.booleanNode(true);
            case VALUE_FALSE -> JsonNodeFactory.instance.booleanNode(false);
            case VALUE_NULL -> JsonNodeFactory.instance.nullNode();
            default -> {
                String text = parser.getText();
                yield JsonNodeFactory.instance.textNode(text.substring(0, Math.min(LONGEST, text.length())));
            }
        };
    }

    /** An empty object or array in the place of a deeper one. */
    private JsonNode skipped() throws IOException {
        boolean object = parser.currentToken() == JsonToken.START_OBJECT;
        parser.skipChildren();
        return object ? JsonNodeFactory.instance.objectNode() : JsonNodeFactory.instance.arrayNode();
    }

    private ObjectNode object(int levels) throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            if (object.size() < KEYS) {
                object.set(name, value(levels - 1));
            } else {
                parser.skipChildren();
            }
        }
        return object;
    }

    private ArrayNode array(int levels) throws IOException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (array.size() < ITEMS) {
                array.add(value(levels - 1));
            } else {
                parser.skipChildren();
            }
        }
        return array;
    }
}
