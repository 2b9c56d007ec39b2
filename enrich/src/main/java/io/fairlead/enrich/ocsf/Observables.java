// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ocsf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names of observables. The framework wants the path of an attribute that has the value; the table says only how such a path
 * ends, as {@code *.ip}. Without such an attribute an observable has no name.
 */
final class Observables {
    private static final Set<String> NO_PLACES = Set.of("observables", "unmapped", "metadata");
    private static final String ANY = "*";

    private Observables() {}

    /** Puts paths in the place of the endings. */
    static void name(ObjectNode event) {
        JsonNode observables = event.path("observables");
        if (observables.isEmpty()) {
            return;
        }
        Map<String, List<String>> places = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : event.properties()) {
            if (!NO_PLACES.contains(entry.getKey())) {
                collect(entry.getValue(), entry.getKey(), places);
            }
        }
        for (JsonNode each : observables) {
            if (each instanceof ObjectNode observable
                    && observable.path("name").asText().startsWith(ANY)) {
                String ending = observable.get("name").asText().substring(ANY.length());
                places.getOrDefault(observable.path("value").asText(), List.of()).stream()
                        .filter(place -> ("." + place).endsWith(ending))
                        .findFirst()
                        .ifPresentOrElse(place -> observable.put("name", place), () -> observable.remove("name"));
            }
        }
    }

    private static void collect(JsonNode node, String path, Map<String, List<String>> places) {
        if (node.isArray()) {
            node.forEach(item -> collect(item, path, places));
        } else if (node.isObject()) {
            node.properties().forEach(entry -> collect(entry.getValue(), path + "." + entry.getKey(), places));
        } else if (node.isTextual()) {
            places.computeIfAbsent(node.textValue(), value -> new ArrayList<>()).add(path);
        }
    }
}
