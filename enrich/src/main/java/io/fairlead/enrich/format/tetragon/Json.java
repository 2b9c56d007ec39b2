// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.tetragon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;

/** Parts of a tree that may not be there. */
final class Json {
    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    private Json() {}

    /** The object under this name, or an empty one, which must not be changed. */
    static ObjectNode object(ObjectNode parent, String name) {
        return parent.get(name) instanceof ObjectNode object ? object : NOTHING;
    }

    /** The text or number under this name, or an empty text. */
    static String text(ObjectNode parent, String name) {
        JsonNode value = parent.get(name);
        return value != null && value.isValueNode() && !value.isNull() ? value.asText() : "";
    }

    /** Sets a whole number, which protobuf writes as a text where it has 64 bits. */
    static void number(ObjectNode parent, String name, String path, EcsDocument document) {
        String text = text(parent, name);
        if (!text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            document.number(path, Long.parseLong(text));
        }
    }
}
