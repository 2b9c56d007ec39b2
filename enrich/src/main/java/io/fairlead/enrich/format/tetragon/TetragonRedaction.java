// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.tetragon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fairlead.enrich.format.FormatContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of an event in place: what any JSON may hold, and bytes of system calls, which stand there in base64.
 */
final class TetragonRedaction {
    private TetragonRedaction() {}

    static void redact(ObjectNode root, FormatContext context) {
        context.redactor().trees().redact(root, null, context.redactions());
        walk(root, context);
    }

    private static void walk(JsonNode node, FormatContext context) {
        if (node instanceof ArrayNode array) {
            array.forEach(item -> walk(item, context));
        } else if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                if (entry.getKey().equals("bytes_arg")) {
                    entry.setValue(bytes(entry.getValue(), context));
                } else {
                    walk(entry.getValue(), context);
                }
            }
        }
    }

    /** The same bytes without secrets, in base64 again. */
    private static JsonNode bytes(JsonNode node, FormatContext context) {
        byte @Nullable [] decoded = decoded(node);
        if (decoded == null) {
            return node;
        }
        // a character a byte, so that bytes that are no text come back as they were
        String text = new String(decoded, StandardCharsets.ISO_8859_1);
        String clean = context.redactor().texts().redact(text, context.redactions());
        return clean.equals(text)
                ? node
                : TextNode.valueOf(Base64.getEncoder().encodeToString(clean.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static byte @Nullable [] decoded(JsonNode node) {
        if (!(node instanceof TextNode text)) {
            return null;
        }
        try {
            return Base64.getDecoder().decode(text.textValue());
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
