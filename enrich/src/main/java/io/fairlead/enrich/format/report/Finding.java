// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/**
 * One finding with what is around it in the report.
 *
 * @param value the finding, redacted
 * @param way what leads to it, from the top: objects and arrays without the findings in them, with the key of each
 * @param key its own key or index
 * @param namespace where its scanner's own fields stand in documents
 * @param elements what is known of elements of a graph, by their ids
 */
public record Finding(
        ObjectNode value, List<Step> way, String key, String namespace, Function<String, JsonNode> elements) {
    private static final int MOST_TEXTS = 100;

    public Finding {
        way = List.copyOf(way);
    }

    /**
     * A part of the report on the way to a finding.
     *
     * @param key its key or index within the part before
     * @param frame what stands there beside the findings
     */
    record Step(String key, JsonNode frame) {}

    /** The first text, number or truth value at these references, as text; else an empty text. */
    public String text(String... references) {
        return text(Reference.all(references));
    }

    String text(List<Reference> references) {
        for (Reference reference : references) {
            for (JsonNode node : reference.in(this)) {
                if (node.isValueNode() && !node.asText().isBlank()) {
                    return node.asText();
                }
            }
        }
        return "";
    }

    /** All texts and numbers at these references, each once; what stands in arrays too. */
    public Set<String> texts(String... references) {
        return texts(Reference.all(references));
    }

    Set<String> texts(List<Reference> references) {
        Set<String> texts = new LinkedHashSet<>();
        for (Reference reference : references) {
            for (JsonNode node : reference.in(this)) {
                (node.isArray() ? node : List.of(node)).forEach(item -> {
                    if (item.isValueNode() && !item.isNull() && !item.asText().isBlank() && texts.size() < MOST_TEXTS) {
                        texts.add(item.asText());
                    }
                });
            }
        }
        return texts;
    }

    /** The first number at these references, also when it is written as a text. */
    public OptionalDouble number(String... references) {
        return number(Reference.all(references));
    }

    OptionalDouble number(List<Reference> references) {
        for (Reference reference : references) {
            for (JsonNode node : reference.in(this)) {
                Optional<Double> number = node.isNumber() ? Optional.of(node.asDouble()) : Numbers.of(node.asText());
                if (number.isPresent()) {
                    return OptionalDouble.of(number.get());
                }
            }
        }
        return OptionalDouble.empty();
    }

    /** The nodes at a reference. */
    public List<JsonNode> nodes(String reference) {
        return Reference.of(reference).in(this);
    }

    /** The fields of the element of a graph that has this id, redacted; a missing node when it is not known. */
    public JsonNode element(String id) {
        return elements.apply(id);
    }

    /** The key of the finding (0) or of a part around it. */
    String key(int steps) {
        if (steps == 0) {
            return key;
        }
        int index = way.size() - steps;
        return index >= 0 ? way.get(index).key() : "";
    }

    /** The top of the report; the finding itself where it stands alone. */
    JsonNode top() {
        return way.isEmpty() ? value : way.get(0).frame();
    }

    /** The object so many objects outwards; a missing node when there is none. */
    JsonNode around(int objects) {
        int left = objects;
        for (int i = way.size() - 1; i >= 0; i--) {
            if (way.get(i).frame().isObject() && --left == 0) {
                return way.get(i).frame();
            }
        }
        return MissingNode.getInstance();
    }

    /** The short values of the objects around it, below the top: what tells equal findings of one report apart. */
    String place() {
        List<String> values = new ArrayList<>();
        for (int i = 1; i < way.size(); i++) {
            JsonNode frame = way.get(i).frame();
            if (frame.isObject()) {
                frame.forEach(value -> {
                    if (value.isValueNode()) {
                        values.add(value.asText());
                    }
                });
            }
        }
        return String.join("\n", values);
    }
}
