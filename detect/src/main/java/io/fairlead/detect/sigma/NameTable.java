// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.yaml.Yaml;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the names of one log source are in documents.
 *
 * @param prefix put before native names
 * @param natives names of the log source's own format, with everything below them
 * @param dotless native names below which dots of a key are written as underscores
 * @param rest put before names without a dot that are found nowhere else; empty: they are the document's own
 * @param fields other names, and the document's fields that hold what they mean, with everything below them
 */
record NameTable(String prefix, Set<String> natives, String dotless, String rest, Map<String, List<String>> fields) {
    static NameTable read(Yaml.Mapping entry) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        if (entry.entries().get("fields") instanceof Yaml.Mapping named) {
            named.entries().keySet().forEach(name -> fields.put(name, named.texts(name)));
        }
        return new NameTable(
                entry.text("prefix"),
                new LinkedHashSet<>(entry.texts("native")),
                entry.text("dotless"),
                entry.text("rest"),
                fields);
    }

    /** The document's fields for this name. */
    List<String> of(String name) {
        for (int end = name.length(); end > 0; end = name.lastIndexOf('.', end - 1)) {
            String head = name.substring(0, end);
            String below = name.substring(end);
            List<String> known = fields.get(head);
            if (known != null) {
                return known.stream().map(field -> field + below).toList();
            }
            if (natives.contains(head)) {
                return List.of(prefix + flat(name));
            }
        }
        return List.of(rest.isEmpty() || name.indexOf('.') >= 0 ? name : rest + name);
    }

    private String flat(String name) {
        return !dotless.isEmpty() && name.startsWith(dotless + ".")
                ? dotless + "." + name.substring(dotless.length() + 1).replace('.', '_')
                : name;
    }
}
