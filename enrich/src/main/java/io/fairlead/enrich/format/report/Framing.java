// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.json.JsonReader;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The first pass over a report: what stands around its findings, which scanners write before them or behind them. Long values
 * and what is beyond a bound are left out; more parts that lead to findings than a bound are refused.
 */
final class Framing {
    /** Longest finding in bytes, as it stands in the report. */
    static final int MOST_FINDING = 4 * 1024 * 1024;

    private static final int MOST_PARTS = 300_000;
    private static final int MOST_CHARACTERS = 4 * 1024 * 1024;
    private static final int LONGEST_TEXT = 16 * 1024;
    private static final int COST = 16;
    private static final int MOST_ELEMENT = 16 * 1024;
    private static final int LONGEST_FIELD = 2 * 1024;

    private final JsonParser parser;
    private final JsonReader reader;
    private final Set<Long> tooLong = new HashSet<>();
    private final Elements elements = new Elements();
    private int parts;
    private long budget = MOST_CHARACTERS;
    private long faults;
    private long inventory;

    private Framing(JsonParser parser, JsonReader reader) {
        this.parser = parser;
        this.reader = reader;
    }

    /** The frame of the report in these bytes; a failure when they are not one JSON value. */
    static Frame of(byte[] bytes, Shape shape, JsonReader reader) throws IOException {
        try (JsonParser parser = reader.open(bytes)) {
            Framing framing = new Framing(parser, reader);
            parser.nextToken();
            JsonNode top = framing.part(List.of(shape));
            if (parser.currentToken() == null || parser.nextToken() != null) {
                throw new UnreadableReport(DeadLetterCode.PARSE, "not one JSON value");
            }
            if (top instanceof ObjectNode object) {
                framing.elements.complete(object);
            }
            return new Frame(
                    top == null ? MissingNode.getInstance() : top,
                    framing.faults,
                    framing.inventory,
                    framing.elements,
                    framing.tooLong);
        }
    }

    /** What stands at the current token, or null where that is a finding or nothing. */
    private @Nullable JsonNode part(List<Shape> here) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return null;
        }
        Findings findings = Shape.at(here, token == JsonToken.START_ARRAY);
        if (findings != null && token == JsonToken.START_OBJECT && Shape.isAround(here)) {
            inventory++;
        } else if (findings != null && token != JsonToken.VALUE_NULL) {
            finding(findings);
            return null;
        }
        if (here.isEmpty() || !token.isStructStart()) {
            return kept(token);
        }
        if (++parts > MOST_PARTS) {
            throw new UnreadableReport(DeadLetterCode.LIMIT, "more than " + MOST_PARTS + " parts around the findings");
        }
        return token == JsonToken.START_OBJECT ? object(here) : array(Shape.items(here));
    }

    private ObjectNode object(List<Shape> here) throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            JsonNode child = part(Shape.below(here, name));
            if (child != null) {
                object.set(name, child);
            }
        }
        return object;
    }

    private ArrayNode array(List<Shape> below) throws IOException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonNode child = part(below);
            if (child != null) {
                array.add(child);
            } else if (Shape.at(below, false) == null) {
                array.add(NullNode.getInstance());
            }
        }
        return array;
    }

    private void finding(Findings findings) throws IOException {
        long from = parser.currentTokenLocation().getByteOffset();
        Graph.Role role = findings.isInventory() ? Graph.Role.INVENTORY : Graph.Role.FINDING;
        Graph graph = findings.graph();
        if (graph != null && parser.currentToken() == JsonToken.START_OBJECT) {
            role = element(graph);
        } else {
            parser.skipChildren();
        }
        switch (role) {
            case FINDING -> faults++;
            case INVENTORY -> inventory++;
            case NAMED, OTHER -> {
                return;
            }
        }
        if (parser.currentLocation().getByteOffset() - from > MOST_FINDING) {
            tooLong.add(from);
        }
    }

    /** An element of a graph: few fields of it are held, if any. */
    private Graph.Role element(Graph graph) throws IOException {
        long before = budget;
        budget = MOST_ELEMENT;
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            if (graph.fields().contains(name)) {
                JsonNode value = token == JsonToken.VALUE_STRING ? text() : kept(token);
                if (value != null) {
                    fields.set(name, value);
                }
            } else {
                parser.skipChildren();
            }
        }
        long cost = MOST_ELEMENT - budget;
        budget = before;
        return elements.add(graph, fields, cost);
    }

    /** A field by which an element may be judged: it is there whatever else the element holds. */
    private @Nullable JsonNode text() throws IOException {
        int length = parser.getTextLength();
        if (length > LONGEST_FIELD) {
            return null;
        }
        budget -= COST + length;
        return reader.value(parser).root();
    }

    /** A value beside the way to findings, as far as there is room for it. */
    private @Nullable JsonNode kept(JsonToken token) throws IOException {
        budget -= COST;
        if (budget <= 0) {
            parser.skipChildren();
            return null;
        }
        return switch (token) {
            case START_OBJECT -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                    budget -= name.length();
                    JsonNode child = kept(parser.nextToken());
                    if (child != null) {
                        object.set(name, child);
                    }
                }
                yield object;
            }
            case START_ARRAY -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    JsonNode child = kept(parser.currentToken());
                    if (child != null) {
                        array.add(child);
                    }
                }
                yield array;
            }
            case VALUE_STRING -> {
                int length = parser.getTextLength();
                budget -= length;
                yield length > LONGEST_TEXT || budget <= 0
                        ? null
                        : reader.value(parser).root();
            }
            default -> reader.value(parser).root();
        };
    }
}
