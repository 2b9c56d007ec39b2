// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fairlead.detect.rule.Tree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
                value(parser, first, index.root(), view, false);
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

    /** Reads a value; gives it back as a tree when it is to be kept whole. */
    private @Nullable Tree value(
            JsonParser parser, JsonToken token, FieldIndex.@Nullable Node node, EventView view, boolean inside)
            throws IOException {
        int capture = node == null ? -1 : node.capture;
        boolean first = capture >= 0 && view.claim(capture); // before its own members, which stand at the same path
        boolean kept = inside || first;
        Tree tree = switch (token) {
            case START_OBJECT -> object(parser, node, view, kept);
            case START_ARRAY -> array(parser, node, view, kept);
            case VALUE_STRING -> scalar(Value.Kind.TEXT, parser, node, view, kept);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(Value.Kind.NUMBER, parser, node, view, kept);
            case VALUE_TRUE, VALUE_FALSE -> scalar(Value.Kind.BOOLEAN, parser, node, view, kept);
            case VALUE_NULL -> scalar(Value.Kind.NULL, parser, node, view, kept);
            default -> throw new IOException("unexpected " + token);
        };
        if (first && tree != null) {
            view.capture(capture, tree);
        }
        return tree;
    }

    private @Nullable Tree object(JsonParser parser, FieldIndex.@Nullable Node node, EventView view, boolean kept)
            throws IOException {
        if (node != null && node.slot >= 0) {
            view.putObject(node.slot);
        }
        if (node == null && !keepsEverything && !kept) {
            parser.skipChildren();
            return null;
        }
        Map<String, Tree> children = kept ? new LinkedHashMap<>() : Map.of();
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            FieldIndex.Node child = node == null ? null : node.child(key);
            JsonToken token = parser.nextToken();
            if (token == null) {
                break;
            }
            if (child == null && !keepsEverything && !kept) {
                parser.skipChildren();
                continue;
            }
            Tree tree = value(parser, token, child, view, kept);
            if (kept && tree != null) {
                children.put(key, tree);
            }
        }
        return kept ? new Tree.Branch(children) : null;
    }

    private @Nullable Tree array(JsonParser parser, FieldIndex.@Nullable Node node, EventView view, boolean kept)
            throws IOException {
        if (node != null && node.slot >= 0) {
            view.markPresent(node.slot);
        }
        List<Tree> members = kept ? new ArrayList<>() : List.of();
        for (JsonToken token = parser.nextToken();
                token != null && token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            Tree tree = value(parser, token, node, view, kept);
            if (kept && tree != null) {
                members.add(tree);
            }
        }
        return kept ? new Tree.Items(members) : null;
    }

    private @Nullable Tree scalar(
            Value.Kind kind, JsonParser parser, FieldIndex.@Nullable Node node, EventView view, boolean kept)
            throws IOException {
        boolean named = node != null && node.slot >= 0;
        if (!named && !keepsEverything && !kept) {
            return null;
        }
        Value value = new Value(kind, kind == Value.Kind.NULL ? "" : parser.getText());
        if (named && node != null) {
            view.put(node.slot, value);
        }
        if (keepsEverything && kind != Value.Kind.NULL) {
            view.everything().add(value);
        }
        if (!kept) {
            return null;
        }
        return value.isNull() ? Tree.NOTHING : new Tree.Scalar(value.text(), kind == Value.Kind.TEXT);
    }
}
