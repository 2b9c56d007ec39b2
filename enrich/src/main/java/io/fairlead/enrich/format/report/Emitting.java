// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fairlead.enrich.json.JsonReader;
import io.fairlead.enrich.json.JsonTree;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The second pass over a report: its findings one by one, each with what is around it. */
final class Emitting {
    private final JsonParser parser;
    private final JsonReader reader;
    private final Frame frame;
    private final Taker taker;
    private final List<Finding.Step> way = new ArrayList<>();
    private int elements;

    private Emitting(JsonParser parser, JsonReader reader, Frame frame, Taker taker) {
        this.parser = parser;
        this.reader = reader;
        this.frame = frame;
        this.taker = taker;
    }

    /** Who takes findings. */
    interface Taker {
        /** One finding as it stands in the report. */
        void finding(Findings of, JsonTree.Read read, ObjectNode value, List<Finding.Step> way, String key);

        /** One that is none. */
        void refused(DeadLetterCode code, String message, JsonNode value);
    }

    /** Hands over the findings in the order of the report; the first pass must have gone over the same bytes. */
    static void of(byte[] bytes, Shape shape, Frame frame, JsonReader reader, Taker taker) throws IOException {
        try (JsonParser parser = reader.open(bytes)) {
            parser.nextToken();
            new Emitting(parser, reader, frame, taker).part(List.of(shape), "", frame.top());
        }
    }

    private void part(List<Shape> here, String key, JsonNode there) throws IOException {
        JsonToken token = parser.currentToken();
        Findings findings = Shape.at(here, token == JsonToken.START_ARRAY);
        boolean around = Shape.isAround(here) && token == JsonToken.START_OBJECT && !frame.isInventory();
        if (findings != null && token != JsonToken.VALUE_NULL && !around) {
            finding(findings, key);
        } else if (here.isEmpty()) {
            parser.skipChildren();
        } else if (token == JsonToken.START_OBJECT) {
            way.add(new Finding.Step(key, there));
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                part(Shape.below(here, name), name, there.path(name));
            }
            way.remove(way.size() - 1);
        } else if (token == JsonToken.START_ARRAY) {
            way.add(new Finding.Step(key, there));
            List<Shape> below = Shape.items(here);
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                JsonNode child = there.path(i);
                part(below, String.valueOf(i), child.isNull() ? MissingNode.getInstance() : child);
            }
            way.remove(way.size() - 1);
        }
    }

    /** A row of a table as an object: by the names of its columns where they stand beside the rows, else by their numbers. */
    private ObjectNode named(ArrayNode row) {
        JsonNode head = way.size() < 2
                ? MissingNode.getInstance()
                : way.get(way.size() - 2).frame().path("header");
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < row.size(); i++) {
            String name = head.path(i).asText();
            object.set(name.isEmpty() ? "column_" + i : name, row.get(i));
        }
        return object;
    }

    private boolean isTooLong() {
        return !frame.tooLong().isEmpty()
                && frame.tooLong().contains(parser.currentTokenLocation().getByteOffset());
    }

    /** Whether this is an element of a graph that is not told. */
    private boolean isOther(Findings findings) {
        return findings.graph() != null
                && parser.currentToken() == JsonToken.START_OBJECT
                && !frame.elements().isTold(elements++, frame.isInventory());
    }

    private void finding(Findings findings, String key) throws IOException {
        if ((findings.isInventory() && !frame.isInventory()) || isOther(findings)) {
            parser.skipChildren();
        } else if (isTooLong()) {
            long at = parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            String message =
                    "the finding at byte " + at + " is longer than the " + Framing.MOST_FINDING + " bytes one may have";
            taker.refused(DeadLetterCode.LIMIT, message, MissingNode.getInstance());
        } else {
            JsonTree.Read read = reader.value(parser);
            if (read.root() instanceof ObjectNode value) {
                taker.finding(findings, read, value, way, key);
            } else if (read.root() instanceof ArrayNode row) {
                taker.finding(findings, read, named(row), way, key);
            } else if (read.root() instanceof TextNode text) {
                taker.finding(
                        findings, read, JsonNodeFactory.instance.objectNode().set("item", text), way, key);
            } else {
                taker.refused(
                        DeadLetterCode.SCHEMA, "a finding is neither a JSON object nor a row nor a word", read.root());
            }
        }
    }
}
