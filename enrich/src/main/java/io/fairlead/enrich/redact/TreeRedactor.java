// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fairlead.enrich.json.JsonReader;
import io.fairlead.enrich.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replaces secret values in a JSON tree, in place. Knows Kubernetes objects: values of Secrets and ConfigMaps, also in
 * lists and patches, environment variables, command arguments, tokens, and copies of all that in the annotation
 * {@code kubectl.kubernetes.io/last-applied-configuration}.
 */
public final class TreeRedactor {
    private static final int LONGEST_PORT = 5;
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
    private static final String LAST_APPLIED_POINTER = "last-applied-configuration";
    private static final int LONGEST_NESTED = 1024 * 1024;

    private final TextRedactor texts;
    private final JsonReader reader;

    /** A redactor; the reader reads JSON held in annotations. */
    TreeRedactor(TextRedactor texts, JsonReader reader) {
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
        boolean key = object.get("kty") instanceof TextNode;
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            String name = entry.getKey();
            JsonNode value = entry.getValue();
            if (scope != null && ToldByName.isData(name)) {
                entry.setValue(values(value, scope, redactions));
            } else if (value instanceof ObjectNode map && isSecretMap(name, map)) {
                mapped(name, map, redactions);
                redact(map, scope, redactions);
            } else if (name.equals(LAST_APPLIED)) {
                entry.setValue(lastApplied(value, scope, redactions));
            } else if (value instanceof TextNode) {
                boolean secret = ToldByName.isValue(name) && ToldByName.isSecretVariable(object)
                        || key && ToldByName.isKeyPart(name);
                entry.setValue(secret ? whole(value, SecretKind.ENV, redactions) : field(name, value, redactions));
            } else if (value instanceof ArrayNode list) {
                list(name, list, object, scope, redactions);
            } else if (value.isNumber() && SecretNames.field(name) && !name.endsWith("s")) {
                entry.setValue(TextNode.valueOf(redactions.replace(SecretKind.PASSWORD, value.asText())));
            } else {
                redact(value, scope, redactions);
            }
        }
        Commands.redact(object, redactions);
    }

    private JsonNode field(String name, JsonNode value, Redactions redactions) {
        if (SecretNames.field(name) && !(name.equals("cookie") && number(value.textValue()))) {
            return whole(value, name.equalsIgnoreCase("token") ? SecretKind.TOKEN : SecretKind.PASSWORD, redactions);
        }
        if ((name.equals("auth") || name.equals("_auth")) && kept(value).indexOf(':') > 0) {
            return whole(value, SecretKind.BASIC, redactions); // user:password, as logins at registries are kept
        }
        return text(value, redactions);
    }

    /** The kernel names sockets by cookies. */
    private static boolean number(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** A text that is secret as a whole, unless it says nothing. */
    private JsonNode whole(JsonNode value, SecretKind kind, Redactions redactions) {
        String text = value.textValue();
        return PlainValues.is(text) ? text(value, redactions) : TextNode.valueOf(redactions.replace(kind, text));
    }

    private void list(
            String name, ArrayNode list, ObjectNode parent, @Nullable SecretKind scope, Redactions redactions) {
        boolean secret = SecretNames.field(name);
        boolean variables = ToldByName.isEnvironment(name);
        CommandWords words = name.equals("args") ? Commands.begun(parent.get("command")) : new CommandWords();
        for (int i = 0; i < list.size(); i++) {
            JsonNode item = list.get(i);
            if (item instanceof TextNode) {
                list.set(
                        i,
                        secret
                                ? whole(item, SecretKind.PASSWORD, redactions)
                                : variables ? assignment(item, redactions) : word(item, words, redactions));
            } else {
                if (variables && item instanceof ObjectNode variable && variable.has("name")) {
                    variable(variable, redactions);
                }
                redact(item, scope, redactions);
            }
        }
    }

    /** A variable in the environment of a container: its value goes, whatever its name says. */
    private void variable(ObjectNode variable, Redactions redactions) {
        if (variable.get("value") instanceof TextNode value && !ToldByName.isSecretVariable(variable)) {
            variable.set("value", setting(value, redactions));
        }
    }

    /** The value of a variable: where a secret is told within it that goes, so that it compares with its equals, else all. */
    private JsonNode setting(JsonNode value, Redactions redactions) {
        JsonNode clean = text(value, redactions);
        String all = value.textValue();
        return clean == value && isTelling(all) ? TextNode.valueOf(redactions.replace(SecretKind.ENV, all)) : clean;
    }

    /** Whether the value of a variable says something that may be secret: no path, no reference, no switch, no port. */
    private static boolean isTelling(String value) {
        return !PlainValues.is(value) && !(value.length() <= LONGEST_PORT && number(value));
    }

    /** Whether the values of this map are secret: of a Secret's or a template's, of an environment, of a named secret. */
    private static boolean isSecretMap(String name, ObjectNode map) {
        return name.equals("stringData")
                || name.equals("template") && map.get("data") instanceof ObjectNode && !map.has("spec")
                || ToldByName.isEnvironment(name)
                || SecretNames.field(name);
    }

    private void mapped(String name, ObjectNode map, Redactions redactions) {
        if (name.equals("stringData")) {
            values(map, SecretKind.SECRET_DATA, redactions);
        } else if (name.equals("template") && map.get("data") instanceof ObjectNode data) {
            values(data, SecretKind.SECRET_DATA, redactions);
        } else {
            boolean environment = ToldByName.isEnvironment(name);
            for (Map.Entry<String, JsonNode> entry : map.properties()) {
                String key = entry.getKey();
                if (entry.getValue() instanceof TextNode value
                        && (environment ? NamedValues.capitals(key, 0, key.length()) : ToldByName.isPlain(key))) {
                    entry.setValue(
                            environment && !SecretNames.variable(key)
                                    ? setting(value, redactions)
                                    : whole(value, environment ? SecretKind.ENV : SecretKind.PASSWORD, redactions));
                }
            }
        }
    }

    private void array(ArrayNode array, @Nullable SecretKind scope, Redactions redactions) {
        CommandWords words = new CommandWords();
        for (int i = 0; i < array.size(); i++) {
            JsonNode item = array.get(i);
            if (item instanceof TextNode) {
                array.set(i, word(item, words, redactions));
            } else {
                words = new CommandWords();
                redact(item, scope, redactions);
            }
        }
    }

    private JsonNode word(JsonNode item, CommandWords words, Redactions redactions) {
        String before = item.textValue();
        String after = words.redact(before, redactions);
        return after.equals(before) ? text(item, redactions) : TextNode.valueOf(after);
    }

    /** NAME=VALUE as a list of environment variables holds it: all behind the sign is the value. */
    private JsonNode assignment(JsonNode item, Redactions redactions) {
        String text = item.textValue();
        int equals = text.indexOf('=');
        String value = text.substring(equals + 1);
        boolean secret = equals > 0 && SecretNames.variable(text.substring(0, equals)) && !PlainValues.is(value);
        JsonNode clean = secret ? item : text(item, redactions);
        if (secret || equals > 0 && clean == item && isTelling(value)) {
            return TextNode.valueOf(text.substring(0, equals + 1) + redactions.replace(SecretKind.ENV, value));
        }
        return clean;
    }

    private JsonNode text(JsonNode node, Redactions redactions) {
        String before = node.textValue();
        String after = texts.redact(before, redactions);
        return after == before ? node : TextNode.valueOf(after);
    }

    /** The text without secrets when it is JSON, as manifests in annotations are; null when it is none. */
    @Nullable
    String json(String text, Redactions redactions) {
        JsonNode nested = nested(text);
        if (nested == null) {
            return null;
        }
        String plain = nested.toString();
        String clean = redact(nested, null, redactions).toString();
        return clean.equals(plain) ? text : clean;
    }

    private @Nullable JsonNode nested(String text) {
        int last = text.length() - 1;
        if (last < 6 || last > LONGEST_NESTED || text.charAt(0) != '{' && text.charAt(0) != '[') {
            return null;
        }
        boolean closed = text.charAt(last) == '}' || text.charAt(last) == ']';
        return closed && text.indexOf('"') >= 0 && reader.read(text) instanceof JsonTree.Read read ? read.root() : null;
    }

    private JsonNode lastApplied(JsonNode value, @Nullable SecretKind scope, Redactions redactions) {
        if (scope != null || !(value instanceof TextNode)) {
            return TextNode.valueOf(redactions.replace(SecretKind.LAST_APPLIED, value.asText()));
        }
        if (reader.read(value.textValue()) instanceof JsonTree.Read read) {
            JsonNode root = read.root();
            JsonNode kind = root.get("kind");
            if (kind != null && scopeOf(kind.asText()) != null) {
                return TextNode.valueOf(redactions.replace(SecretKind.LAST_APPLIED, value.textValue()));
            }
            return TextNode.valueOf(redact(root, null, redactions).toString());
        }
        return TextNode.valueOf(redactions.replace(SecretKind.LAST_APPLIED, value.textValue()));
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
        return node.isNull() ? node : TextNode.valueOf(redactions.replace(kind, kept(node)));
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
        } else if (pointer.contains("/env/")) {
            if (value instanceof ObjectNode variable) {
                variable(variable, redactions);
            } else if (value instanceof TextNode) {
                object.set("value", setting(value, redactions));
            }
        } else if (pointer.endsWith("/env") && value instanceof ArrayNode variables) {
            list("env", variables, object, scope, redactions);
        } else if (scope != null
                && (pointer.startsWith("/data")
                        || pointer.startsWith("/stringData")
                        || pointer.startsWith("/binaryData"))) {
            object.set("value", values(value, scope, redactions));
        } else if (value instanceof TextNode && SecretNames.field(last(pointer))) {
            object.set("value", whole(value, SecretKind.PASSWORD, redactions));
        } else if (value instanceof ObjectNode map && isSecretMap(last(pointer), map)) {
            mapped(last(pointer), map, redactions);
        }
    }

    /** The name that a pointer ends in (RFC 6901); what stands before a slash within it is a domain. */
    private static String last(String pointer) {
        int domain = pointer.lastIndexOf("~1");
        return pointer.substring(Math.max(pointer.lastIndexOf('/'), domain < 0 ? domain : domain + 1) + 1);
    }

    /** What a value of data says: base64, but in stringData, and equal secrets shall be equal in both. */
    private static String kept(JsonNode node) {
        String text = node.asText();
        try {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException plain) {
            return text;
        }
    }
}
