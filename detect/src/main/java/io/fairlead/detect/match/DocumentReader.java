// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document once and keeps only the fields that rules name.
 *
 * <p>Never throws: of a document that breaks off or is no JSON, what was read before the break is kept. Depth and lengths are
 * bounded by Jackson's read constraints. Thread-safe.
 */
final class DocumentReader {
    private static final JsonFactory JSON = new JsonFactory();

    private final FieldIndex index;
    private final boolean keepsEverything;

    DocumentReader(FieldIndex index, boolean keepsEverything) {
        this.index = index;
        this.keepsEverything = keepsEverything;
    }

    EventView read(ByteBuffer document) {
        EventView view = new EventView(index);
        try (JsonParser parser = parser(document)) {
            JsonToken first = parser.nextToken();
            if (first != null) {
                value(parser, first, index.root(), view);
            }
        } catch (IOException broken) {
            // The rest of the document cannot be read; rules are asked about what was.
        }
        return view;
    }

    private static JsonParser parser(ByteBuffer document) throws IOException {
        if (document.hasArray()) {
            return JSON.createParser(
                    document.array(), document.arrayOffset() + document.position(), document.remaining());
        }
        byte[] copy = new byte[document.remaining()];
        document.duplicate().get(copy);
        return JSON.createParser(copy);
    }

    private void value(JsonParser parser, JsonToken token, FieldIndex.@Nullable Node node, EventView view)
            throws IOException {
        switch (token) {
            case START_OBJECT -> object(parser, node, view);
            case START_ARRAY -> array(parser, node, view);
            case VALUE_STRING -> scalar(Value.Kind.TEXT, parser, node, view);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(Value.Kind.NUMBER, parser, node, view);
            case VALUE_TRUE, VALUE_FALSE -> scalar(Value.Kind.BOOLEAN, parser, node, view);
            case VALUE_NULL -> scalar(Value.Kind.NULL, parser, node, view);
            default -> throw new IOException("unexpected " + token);
        }
    }

    private void object(JsonParser parser, FieldIndex.@Nullable Node node, EventView view) throws IOException {
        if (node != null && node.slot >= 0) {
            view.putObject(node.slot);
        }
        if (node == null && !keepsEverything) {
            parser.skipChildren();
            return;
        }
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            FieldIndex.Node child = node == null ? null : node.child(key);
            JsonToken token = parser.nextToken();
            if (token == null) {
                return;
            }
            if (child == null && !keepsEverything) {
                parser.skipChildren();
            } else {
                value(parser, token, child, view);
            }
        }
    }

    private void array(JsonParser parser, FieldIndex.@Nullable Node node, EventView view) throws IOException {
        if (node != null && node.slot >= 0) {
            view.markPresent(node.slot);
        }
        for (JsonToken token = parser.nextToken();
                token != null && token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            value(parser, token, node, view);
        }
    }

    private void scalar(Value.Kind kind, JsonParser parser, FieldIndex.@Nullable Node node, EventView view)
            throws IOException {
        boolean named = node != null && node.slot >= 0;
        if (!named && !keepsEverything) {
            return;
        }
        Value value = new Value(kind, kind == Value.Kind.NULL ? "" : parser.getText());
        if (named && node != null) {
            view.put(node.slot, value);
        }
        if (keepsEverything && kind != Value.Kind.NULL) {
            view.everything().add(value);
        }
    }
}
