// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes trees as compact JSON in UTF-8, without an escape that is not needed. Jackson's writer goes over every text
 * twice and keeps a context for every object, which together is half of what an event costs. Depth is bounded by what
 * readers accept.
 */
public final class JsonBytes {
    private static final int FIRST_SIZE = 16 * 1024;
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private static final ThreadLocal<JsonBytes> OWN = ThreadLocal.withInitial(JsonBytes::new);

    private final WrittenKeys keys = new WrittenKeys();
    private final JsonBuffer out = new JsonBuffer(FIRST_SIZE);
    private final JsonBuffer quoted = new JsonBuffer(FIRST_SIZE);

    private JsonBytes() {}

    /**
     * A tree as it is written.
     *
     * @param json JSON
     * @param quoted the same JSON as the JSON of a text, in its quotes
     */
    public record Twice(byte[] json, byte[] quoted) {}

    /** The tree as bytes. */
    public static byte[] of(JsonNode root) {
        JsonBytes writer = fresh();
        writer.node(root);
        return writer.out.take();
    }

    /** The text as bytes. */
    public static byte[] of(String text) {
        JsonBytes writer = fresh();
        writer.out.text(text);
        return writer.out.take();
    }

    /** The object as bytes. */
    public static byte[] of(Branch root) {
        JsonBytes writer = fresh();
        writer.branch(root);
        return writer.out.take();
    }

    /** The tree as text. */
    public static String text(JsonNode root) {
        JsonBytes writer = fresh();
        writer.node(root);
        return writer.out.takeText();
    }

    /** The tree as bytes, and its JSON as the JSON of a text: both in one walk, for most of a tree is the same in both. */
    public static Twice twice(JsonNode root) {
        JsonBytes writer = fresh();
        writer.quoted.clear();
        writer.quoted.put('"');
        writer.both(root);
        writer.quoted.put('"');
        return new Twice(writer.out.take(), writer.quoted.take());
    }

    /** JSON, and how it is written as the JSON of a text. */
    static Twice twice(byte[] json) {
        JsonBytes writer = OWN.get();
        writer.quoted.clear();
        writer.quoted.put('"');
        writer.quoted.quoted(json, 0, json.length);
        writer.quoted.put('"');
        return new Twice(json, writer.quoted.take());
    }

    private static JsonBytes fresh() {
        JsonBytes writer = OWN.get();
        writer.out.clear();
        return writer;
    }

    private void branch(Branch branch) {
        char before = '{';
        for (int i = 0; i < branch.size(); i++) {
            out.put(before, branch.key(i).json());
            value(branch.value(i));
            before = ',';
        }
        if (before == '{') {
            out.put(before);
        }
        out.put('}');
    }

    private void value(Object value) {
        switch (value) {
            case String text -> out.text(text);
            case Branch branch -> branch(branch);
            case Ready ready -> out.put(ready.json());
            case Long number -> out.number(number);
            case String[] texts -> texts(texts);
            case JsonNode node -> node(node);
            default -> throw new IllegalArgumentException("no value: " + value.getClass());
        }
    }

    private void texts(String[] texts) {
        char before = '[';
        for (String text : texts) {
            out.put(before);
            out.text(text);
            before = ',';
        }
        if (before == '[') {
            out.put(before);
        }
        out.put(']');
    }

    private void node(JsonNode node) {
        if (node instanceof ObjectNode object) {
            char before = '{';
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                out.put(before, keys.of(entry.getKey()).json());
                node(entry.getValue());
                before = ',';
            }
            if (before == '{') {
                out.put(before);
            }
            out.put('}');
        } else if (node instanceof ArrayNode array) {
            out.put('[');
            for (int i = 0; i < array.size(); i++) {
                if (i > 0) {
                    out.put(',');
                }
                node(array.get(i));
            }
            out.put(']');
        } else {
            leaf(node);
        }
    }

    private void leaf(JsonNode node) {
        if (node instanceof TextNode) {
            out.text(node.textValue());
        } else if (node instanceof IntNode || node instanceof LongNode) {
            out.number(node.longValue());
        } else if (node.isNull() || node.isMissingNode()) {
            out.put(NULL);
        } else {
            String text = node.isNumber() || node.isBoolean() ? node.asText() : node.toString();
            out.put(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void both(JsonNode node) {
        if (node instanceof ObjectNode object) {
            char before = '{';
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                Key key = keys.of(entry.getKey());
                out.put(before, key.json());
                quoted.put(before, key.quoted());
                both(entry.getValue());
                before = ',';
            }
            if (before == '{') {
                put(before);
            }
            put('}');
        } else if (node instanceof ArrayNode array) {
            put('[');
            for (int i = 0; i < array.size(); i++) {
                if (i > 0) {
                    put(',');
                }
                both(array.get(i));
            }
            put(']');
        } else {
            int from = out.size();
            leaf(node);
            boolean plain = node instanceof TextNode
                    && out.size() - from == node.textValue().length() + 2;
            if (plain) {
                quoted.quotedPlain(out, from);
            } else {
                quoted.quoted(out, from);
            }
        }
    }

    private void put(char c) {
        out.put(c);
        quoted.put(c);
    }
}
