// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one strict JSON value (RFC 8259) into a tree.
 *
 * <p>Duplicate keys are flagged and the last value stands; integers beyond 64 bits and decimals beyond a double become
 * text; unpaired surrogates become U+FFFD. Thread-safe.
 */
public final class JsonReader {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int LONGEST_STRING = 64 * 1024 * 1024;
    private static final int LONGEST_PIECE = 4 * 1024 * 1024;

    private final JsonFactory factory;
    private final JsonFactory pieces;
    private final int maxDepth;
    private final PlainKeys plain = new PlainKeys();

    /** A reader that refuses nesting deeper than the given levels. */
    public JsonReader(int maxDepth) {
        this.maxDepth = maxDepth;
        this.factory = factory(maxDepth, LONGEST_STRING);
        this.pieces = factory(maxDepth, LONGEST_PIECE);
    }

    private static JsonFactory factory(int maxDepth, int longestString) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxDepth)
                        .maxStringLength(longestString)
                        .build())
                // names come from strangers: interning or caching them for ever would be a leak
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
    }

    /** The value in these bytes, which must hold nothing else but white space. */
    public JsonTree read(byte[] bytes) {
        return read(bytes, 0, bytes.length);
    }

    /** The value in this range, which must hold nothing else but white space. */
    public JsonTree read(byte[] bytes, int offset, int length) {
        try (JsonParser parser = factory.createParser(bytes, offset, length)) {
            return read(parser, length == bytes.length ? Verbatim.of(bytes) : null);
        } catch (IOException e) {
            return fault(e);
        }
    }

    /** A parser over these bytes, for documents that are read in pieces; strings that it gives are of 4 MiB at most. */
    public JsonParser open(byte[] bytes) throws IOException {
        return pieces.createParser(bytes);
    }

    /** The value that begins at the parser's current token; the parser stands at its last token then. */
    public JsonTree.Read value(JsonParser parser) throws IOException {
        Building building = new Building(parser, plain, null);
        JsonNode value = building.value(parser.currentToken());
        return new JsonTree.Read(value, building.duplicateKeys, building.awkwardKeys);
    }

    /** What is wrong with a document whose parser failed with this. */
    public JsonTree fault(IOException e) {
        return switch (e) {
            case StreamConstraintsException tooLarge -> new JsonTree.TooLarge(bound(tooLarge));
            case JsonProcessingException broken -> new JsonTree.Broken("not valid JSON at byte " + position(broken));
            default -> new JsonTree.Broken("not valid UTF-8");
        };
    }

    /** The value in this text. */
    public JsonTree read(String text) {
        try (JsonParser parser = factory.createParser(text)) {
            return read(parser, null);
        } catch (StreamConstraintsException e) {
            return new JsonTree.TooLarge(bound(e));
        } catch (IOException e) {
            return new JsonTree.Broken("not valid JSON");
        }
    }

    private JsonTree read(JsonParser parser, @Nullable Verbatim verbatim) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            return new JsonTree.Broken("empty");
        }
        Building building = new Building(parser, plain, verbatim);
        JsonNode root = building.value(first);
        if (parser.nextToken() != null) {
            return new JsonTree.Broken("more than one JSON value");
        }
        Verbatim written = building.duplicateKeys ? null : verbatim;
        return new JsonTree.Read(root, building.duplicateKeys, building.awkwardKeys, written);
    }

    private String bound(StreamConstraintsException e) {
        String message = String.valueOf(e.getOriginalMessage());
        if (message.contains("depth")) {
            return "nested deeper than " + maxDepth + " levels";
        }
        if (message.contains("umber")) {
            return "a number is longer than " + StreamReadConstraints.DEFAULT_MAX_NUM_LEN + " digits";
        }
        return message.contains("ame") ? "a key is too long" : "a string is too long";
    }

    private static long position(JsonProcessingException e) {
        return e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset());
    }

    /** One pass over one value; recursion is bounded by the parser's nesting limit. */
    private static final class Building {
        private final JsonParser parser;
        private final PlainKeys plain;
        private final @Nullable Verbatim verbatim;
        private boolean duplicateKeys;
        private boolean awkwardKeys;

        Building(JsonParser parser, PlainKeys plain, @Nullable Verbatim verbatim) {
            this.parser = parser;
            this.plain = plain;
            this.verbatim = verbatim;
        }

        JsonNode value(JsonToken token) throws IOException {
            return switch (token) {
                case START_OBJECT -> object();
                case START_ARRAY -> array();
                case VALUE_STRING -> text();
                case VALUE_NUMBER_INT -> integer();
                case VALUE_NUMBER_FLOAT -> decimal();
                case VALUE_TRUE -> leaf(NODES.booleanNode(true), 4);
                case VALUE_FALSE -> leaf(NODES.booleanNode(false), 5);
                case VALUE_NULL -> leaf(NODES.nullNode(), 4);
                case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw new IllegalStateException("no value begins with " + token);
            };
        }

        private JsonNode leaf(JsonNode leaf, int characters) {
            if (verbatim != null) {
                verbatim.read(leaf, characters);
            }
            return leaf;
        }

        private JsonNode text() throws IOException {
            String text = parser.getText();
            return verbatim == null
                    ? NODES.textNode(WellFormed.text(text))
                    : leaf(NODES.textNode(text), text.length() + 2);
        }

        private ObjectNode object() throws IOException {
            ObjectNode node = NODES.objectNode();
            leaf(node, 2);
            String name = parser.nextFieldName();
            while (name != null) {
                String key = plain.has(name) ? name : key(name);
                if (verbatim != null) {
                    verbatim.read(key, key.length() + 3);
                }
                duplicateKeys |= node.replace(key, value(parser.nextToken())) != null;
                name = parser.nextFieldName();
            }
            end(node.size());
            return node;
        }

        private String key(String name) {
            String key = WellFormed.text(name);
            boolean awkward = AwkwardKeys.is(key);
            awkwardKeys |= awkward;
            if (key == name && !awkward) {
                plain.add(name);
            }
            return key;
        }

        private ArrayNode array() throws IOException {
            ArrayNode node = NODES.arrayNode();
            leaf(node, 2);
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                node.add(value(token));
            }
            end(node.size());
            return node;
        }

        private void end(int items) {
            if (verbatim != null) {
                verbatim.end(items);
            }
        }

        private JsonNode integer() throws IOException {
            return switch (parser.getNumberType()) {
                case INT -> whole(NODES.numberNode(parser.getIntValue()));
                case LONG -> whole(NODES.numberNode(parser.getLongValue()));
                case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> changed(NODES.textNode(parser.getText()));
            };
        }

        private JsonNode whole(JsonNode number) throws IOException {
            int digits = parser.getTextLength();
            boolean negativeZero = digits == 2 && number.longValue() == 0;
            return negativeZero ? changed(number) : leaf(number, digits);
        }

        private JsonNode decimal() throws IOException {
            String text = parser.getText();
            double value = Double.parseDouble(text);
            return changed(Double.isFinite(value) ? NODES.numberNode(value) : NODES.textNode(text));
        }

        /** A number that is written otherwise than it stands there. */
        private JsonNode changed(JsonNode number) {
            if (verbatim != null) {
                verbatim.lose();
            }
            return number;
        }
    }
}
