// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ocsf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One document on its way: what it says, what is written, and what is left. */
final class Sheet {
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
                || !mapping.unless().stream().allMatch(this::absent)
                || !mapping.whenNo().stream()
                        .allMatch(path -> Paths.get(document, path).isMissingNode())) {
            return;
        }
        for (String path : mapping.from()) {
            JsonNode value = Paths.get(document, path);
            if (!value.isMissingNode() && write(mapping, path, value)) {
                return;
            }
        }
        JsonNode otherwise = mapping.otherwise();
        JsonNode each = mapping.each();
        if (otherwise == null) {
            return;
        }
        if (each == null) {
            Paths.set(written, mapping.to(), otherwise);
        } else {
            Paths.addNew(written, mapping.to(), each);
        }
    }

    private boolean write(Mapping mapping, String path, JsonNode value) {
        JsonNode each = mapping.each();
        return each == null ? set(mapping, path, value) : add(mapping, each, path, value);
    }

    private boolean absent(String attribute) {
        return Paths.get(written, attribute).isMissingNode();
    }

    private boolean set(Mapping mapping, String path, JsonNode value) {
        Optional<JsonNode> attribute = attribute(mapping, value);
        attribute.ifPresent(found -> {
            Paths.set(written, mapping.to(), found);
            if (Leaves.hold(found, value)) {
                Paths.remove(left, path);
            }
        });
        return attribute.isPresent();
    }

    /** Adds one item a value of a list; the value is held when all of them are. */
    private boolean add(Mapping mapping, JsonNode each, String path, JsonNode values) {
        boolean several = values.isArray() && values.size() > 1;
        boolean any = false;
        boolean all = true;
        for (JsonNode value : Conversion.each(values)) {
            ItemPattern pattern = new ItemPattern(document, several);
            Optional<JsonNode> item = attribute(mapping, value).flatMap(found -> pattern.filled(each, found));
            item.ifPresent(found -> {
                Paths.add(written, mapping.to(), found);
                pattern.held().forEach(held -> Paths.remove(left, held));
            });
            any |= item.isPresent();
            all &= item.filter(found -> Leaves.hold(found, value)).isPresent();
        }
        if (all) {
            Paths.remove(left, path);
        }
        return any;
    }

    private Optional<JsonNode> attribute(Mapping mapping, JsonNode value) {
        String prefix = mapping.prefix();
        for (JsonNode item : prefix == null ? List.of(value) : Conversion.each(value)) {
            Optional<JsonNode> found = mapping.as()
                    .of(item)
                    .filter(text -> prefix == null || text.asText().startsWith(prefix))
                    .flatMap(word -> meaning(mapping, word));
            if (found.isPresent()) {
                return found.map(result -> mapping.then() == null ? result : mapping.then());
            }
        }
        return Optional.empty();
    }

    private Optional<JsonNode> meaning(Mapping mapping, JsonNode word) {
        if (mapping.map() == null) {
            return Optional.of(word);
        }
        String key = word.asText().toLowerCase(Locale.ROOT);
        return Optional.ofNullable(maps.getOrDefault(mapping.map(), Map.of()).get(key));
    }
}
