// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.Projection;
import io.fairlead.detect.rule.Tree;
import io.fairlead.detect.yaml.Yaml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A field of a document in the words of a log source: what it holds is looked up, what is not found is nothing.
 *
 * @param name what rules call it
 * @param field the document's field
 * @param words what it holds there, and what rules say instead
 */
record RenamedValues(String name, String field, Map<String, String> words) implements Projection {
    RenamedValues {
        words = Map.copyOf(words);
    }

    static Map<String, Projection> read(Yaml.Mapping entry) {
        Map<String, Projection> projections = new LinkedHashMap<>();
        if (entry.entries().get("renamed") instanceof Yaml.Mapping renamed) {
            renamed.entries().forEach((name, value) -> {
                if (value instanceof Yaml.Mapping one && one.entries().get("words") instanceof Yaml.Mapping words) {
                    Map<String, String> table = new LinkedHashMap<>();
                    words.entries().keySet().forEach(word -> table.put(word, words.text(word)));
                    projections.put(name, new RenamedValues(name, one.text("field"), table));
                }
            });
        }
        return projections;
    }

    @Override
    public List<String> sources() {
        return List.of(field);
    }

    @Override
    public List<String> values(List<Tree> trees) {
        return trees.getFirst().texts().stream()
                .map(words::get)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
