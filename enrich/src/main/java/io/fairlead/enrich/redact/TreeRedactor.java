// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fairlead.enrich.json.JsonReader;
import io.fairlead.enrich.json.JsonTree;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replaces secret values in a JSON tree, in place. Knows Kubernetes objects: values of Secrets and ConfigMaps, also in
 * lists and patches, environment variables, command arguments, tokens, and copies of all that in the annotation
 * {@code kubectl.kubernetes.io/last-applied-configuration}.
 */
public final class TreeRedactor {
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
    private static final String LAST_APPLIED_POINTER = "last-applied-configuration";

    private final TextRedactor texts;
    private final JsonReader reader;

    /** A redactor; the reader reads JSON held in annotations. */
    public TreeRedactor(TextRedactor texts, JsonReader reader) {
        this.texts = texts;
        this.reader = reader;
    }

    /**
     * Replaces secret values below this node.
     *
     * @param scope what {@code data} below this node is, or null when only the objects' own kind tells
     * @return the node to put in its place: itself, or a new one for a replaced text
     */
    public JsonNode redact(JsonNode node, @Nullable SecretKind scope, Redactions redactions) {
        if (node instanceof TextNode) {
            return text(node, redactions);
        } else if (node instanceof ObjectNode object) {
            object(object, scope, redactions);
        } else if (node instanceof ArrayNode array) {
            array(array, scope, redactions);
        }
        return node;
    }

    /** What {@code data} of objects of this kind or resource holds, or null when it is no secret. */
    public static @Nullable SecretKind scopeOf(String kindOrResource) {
        return switch (kindOrResource) {
            case "Secret", "SecretList", "secrets" -> SecretKind.SECRET_DATA;
            case "ConfigMap", "ConfigMapList", "configmaps" -> SecretKind.CONFIG_DATA;
            default -> null;
        };
    }

    private void object(ObjectNode object, @Nullable SecretKind outer, Redactions redactions) {
        JsonNode kind = object.get("kind");
        SecretKind own = kind instanceof TextNode ? scopeOf(kind.textValue()) : null;
        SecretKind scope = own == null ? outer : own;
        patchOperation(object, scope, redactions);
        boolean variable = isSecretVariable(object);
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            String key = entry.getKey();
            JsonNode value = entry.getValue();
            if (scope != null && isData(key)) {
                entry.setValue(values(value, scope, redactions));
            } else if (key.equals(LAST_APPLIED)) {
                entry.setValue(lastApplied(value, scope, redactions));
            } else if (value instanceof TextNode) {
                entry.setValue(field(key, value, variable, redactions));
            } else {
                redact(value, scope, redactions);
            }
        }
    }

    private JsonNode field(String key, JsonNode value, boolean variable, Redactions redactions) {
        if (variable && key.equals("value") && !value.textValue().isEmpty()) {
            return TextNode.valueOf(redactions.replace(SecretKind.ENV));
        }
        if (SecretNames.field(key) && !value.textValue().isEmpty()) {
            return TextNode.valueOf(
                    redactions.replace(key.equalsIgnoreCase("token") ? SecretKind.TOKEN : SecretKind.PASSWORD));
        }
        return text(value, redactions);
    }

    private void array(ArrayNode array, @Nullable SecretKind scope, Redactions redactions) {
        CommandWords words = new CommandWords();
        for (int i = 0; i < array.size(); i++) {
            JsonNode item = array.get(i);
            if (item instanceof TextNode) {
                String before = item.textValue();
                String after = words.redact(before, redactions);
                array.set(i, after.equals(before) ? text(item, redactions) : TextNode.valueOf(after));
            } else {
                words = new CommandWords();
                redact(item, scope, redactions);
            }
        }
    }

    private JsonNode text(JsonNode node, Redactions redactions) {
        String before = node.textValue();
        String after = texts.redact(before, redactions);
        return after == before ? node : TextNode.valueOf(after);
    }

    private JsonNode lastApplied(JsonNode value, @Nullable SecretKind scope, Redactions redactions) {
        if (scope != null || !(value instanceof TextNode)) {
            return TextNode.valueOf(redactions.replace(SecretKind.LAST_APPLIED));
        }
        if (reader.read(value.textValue()) instanceof JsonTree.Read read) {
            JsonNode root = read.root();
            JsonNode kind = root.get("kind");
            if (kind != null && scopeOf(kind.asText()) != null) {
                return TextNode.valueOf(redactions.replace(SecretKind.LAST_APPLIED));
            }
            return TextNode.valueOf(redact(root, null, redactions).toString());
        }
        return TextNode.valueOf(redactions.replace(SecretKind.LAST_APPLIED));
    }

    /** Every leaf of the value; shapes and keys stay. */
    private static JsonNode values(JsonNode node, SecretKind kind, Redactions redactions) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                entry.setValue(values(entry.getValue(), kind, redactions));
            }
            return object;
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, values(array.get(i), kind, redactions));
            }
            return array;
        }
        return node.isNull() ? node : TextNode.valueOf(redactions.replace(kind));
    }

    /** A JSON Patch operation (RFC 6902) whose path leads into the data, or to the last applied configuration. */
    private void patchOperation(ObjectNode object, @Nullable SecretKind scope, Redactions redactions) {
        JsonNode value = object.get("value");
        if (value == null || !object.has("op") || !(object.get("path") instanceof TextNode path)) {
            return;
        }
        String pointer = path.textValue();
        if (pointer.endsWith(LAST_APPLIED_POINTER)) {
            object.set("value", lastApplied(value, scope, redactions));
        } else if (scope != null
                && (pointer.startsWith("/data")
                        || pointer.startsWith("/stringData")
                        || pointer.startsWith("/binaryData"))) {
            object.set("value", values(value, scope, redactions));
        }
    }

    private static boolean isSecretVariable(ObjectNode object) {
        JsonNode name = object.get("name");
        return name instanceof TextNode
                && object.get("value") instanceof TextNode
                && SecretNames.variable(name.textValue());
    }

    private static boolean isData(String key) {
        return key.equals("data") || key.equals("stringData") || key.equals("binaryData");
    }
}
