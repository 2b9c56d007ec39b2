// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ocsf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One document on its way: what it says, what is written, and what is left. */
final class Sheet {
    private static final String VALUE = "$";

    private final ObjectNode document;
    private final ObjectNode left;
    private final ObjectNode written;
    private final Map<String, Map<String, JsonNode>> maps;

    Sheet(ObjectNode document, ObjectNode written, Map<String, Map<String, JsonNode>> maps) {
        this.document = document;
        this.left = document.deepCopy();
        this.written = written;
        this.maps = maps;
    }

    /** What no attribute holds. */
    ObjectNode left() {
        return left;
    }

    void apply(List<Mapping> mappings) {
        mappings.forEach(this::apply);
    }

    private void apply(Mapping mapping) {
        if (mapping.given() != null && absent(mapping.given())
                || mapping.unless() != null && !absent(mapping.unless())) {
            return;
        }
        for (String path : mapping.from()) {
            JsonNode value = Paths.get(document, path);
            Optional<JsonNode> attribute = value.isMissingNode() ? Optional.empty() : attribute(mapping, value);
            if (attribute.isPresent()) {
                boolean held = write(mapping, attribute.get());
                if (held && (mapping.verbatim() || value.equals(attribute.get()))) {
                    Paths.remove(left, path);
                }
                return;
            }
        }
        JsonNode otherwise = mapping.otherwise();
        if (otherwise != null) {
            write(mapping, otherwise);
        }
    }

    private boolean absent(String attribute) {
        return Paths.get(written, attribute).isMissingNode();
    }

    private Optional<JsonNode> attribute(Mapping mapping, JsonNode value) {
        Conversion as = mapping.as();
        Optional<JsonNode> converted = as == null ? Optional.of(value) : as.of(value);
        return converted
                .filter(text -> mapping.prefix() == null || text.asText().startsWith(mapping.prefix()))
                .flatMap(word -> meaning(mapping.map(), word))
                .map(result -> mapping.then() == null ? result : mapping.then());
    }

    private Optional<JsonNode> meaning(@Nullable String map, JsonNode word) {
        if (map == null) {
            return Optional.of(word);
        }
        String key = word.asText().toLowerCase(Locale.ROOT);
        return Optional.ofNullable(maps.getOrDefault(map, Map.of()).get(key));
    }

    /** Whether all of the value stands in an attribute now. */
    private boolean write(Mapping mapping, JsonNode value) {
        JsonNode each = mapping.each();
        if (each == null) {
            Paths.set(written, mapping.to(), value);
            return true;
        }
        if (!value.isArray()) {
            return add(mapping.to(), each, value);
        }
        boolean held = true;
        for (JsonNode item : value) {
            held &= add(mapping.to(), each, item);
        }
        return held;
    }

    private boolean add(String to, JsonNode each, JsonNode value) {
        Optional<JsonNode> item = filled(each, value);
        item.ifPresent(filled -> Paths.add(written, to, filled));
        return item.isPresent();
    }

    /** The pattern with its places filled; empty when there is nothing for one of them. */
    private Optional<JsonNode> filled(JsonNode pattern, JsonNode value) {
        if (pattern instanceof TextNode text && text.textValue().startsWith(VALUE)) {
            String path = text.textValue().substring(1);
            return Optional.of(path.isEmpty() ? value : Paths.get(document, path))
                    .filter(found -> !found.isMissingNode());
        }
        if (!(pattern instanceof ObjectNode object)) {
            return Optional.of(pattern);
        }
        ObjectNode copy = object.objectNode();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            Optional<JsonNode> part = filled(entry.getValue(), value);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            copy.set(entry.getKey(), part.get());
        }
        return Optional.of(copy);
    }
}
