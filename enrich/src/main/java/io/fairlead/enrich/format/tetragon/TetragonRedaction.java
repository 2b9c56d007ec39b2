// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.tetragon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fairlead.enrich.format.FormatContext;
import io.fairlead.enrich.redact.SecretKind;
import io.fairlead.enrich.redact.SecretNames;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of an event in place: what any JSON may hold, command lines, environment variables, and bytes of system calls, which
 * stand there in base64.
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
            commandLine(object, context);
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                if (entry.getKey().equals("environment_variables")) {
                    entry.getValue().forEach(variable -> variable(variable, context));
                } else if (entry.getKey().equals("bytes_arg")) {
                    entry.setValue(bytes(entry.getValue(), context));
                } else {
                    walk(entry.getValue(), context);
                }
            }
        }
    }

    /** What an argument means is known by the program before it. */
    private static void commandLine(ObjectNode process, FormatContext context) {
        if (process.get("binary") instanceof TextNode binary
                && process.get("arguments") instanceof TextNode arguments) {
            String program = binary.textValue() + " ";
            String line = program + arguments.textValue();
            String clean = context.redactor().texts().redact(line, context.redactions());
            if (!clean.equals(line)) {
                process.put("arguments", clean.startsWith(program) ? clean.substring(program.length()) : clean);
            }
        }
    }

    private static void variable(JsonNode node, FormatContext context) {
        if (node instanceof ObjectNode variable
                && variable.get("key") instanceof TextNode key
                && variable.get("value") instanceof TextNode value
                && !value.textValue().isEmpty()
                && SecretNames.variable(key.textValue())) {
            variable.put("value", context.redactions().replace(SecretKind.ENV));
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
