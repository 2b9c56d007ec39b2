// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Entity fields of all evidence together: each field with its distinct values, a few of many. */
final class MergedEntities {
    private static final int MOST_VALUES = 32;
    private static final Set<String> KEPT_APART =
            Set.of("kubernetes.audit.auditID", "event.outcome", "event.action", "process.args");

    private final Map<String, Set<String>> values = new LinkedHashMap<>();
    private final boolean single;
    private final List<String> args;

    private MergedEntities(List<Map<String, List<String>>> evidence) {
        this.single = evidence.size() == 1;
        this.args = single ? evidence.getFirst().getOrDefault("process.args", List.of()) : List.of();
        for (Map<String, List<String>> one : evidence) {
            one.forEach((field, found) -> {
                Set<String> known = values.computeIfAbsent(field, unused -> new LinkedHashSet<>());
                int most = field.equals("kubernetes.audit.auditID") ? Integer.MAX_VALUE : MOST_VALUES;
                found.stream().limit(Math.max(0, most - known.size())).forEach(known::add);
            });
        }
    }

    static MergedEntities of(List<Map<String, List<String>>> evidence) {
        return new MergedEntities(evidence);
    }

    /** The distinct values of these fields, in order. */
    List<String> union(String... fields) {
        Set<String> union = new LinkedHashSet<>();
        for (String field : fields) {
            union.addAll(values.getOrDefault(field, Set.of()));
        }
        return List.copyOf(union);
    }

    /** The field's only value; empty when it has none or several. */
    String only(String field) {
        Set<String> found = values.getOrDefault(field, Set.of());
        return found.size() == 1 ? found.iterator().next() : "";
    }

    /** The arguments of the one process of a single event, in order and with repetitions; else empty. */
    List<String> args() {
        return args;
    }

    /** Writes the fields as nested objects; a field of one value is a scalar. */
    void writeTo(ObjectNode root) {
        values.forEach((field, found) -> {
            if (!KEPT_APART.contains(field)) {
                write(root, field, List.copyOf(found));
            }
        });
        for (String field : List.of("event.action", "event.outcome")) {
            String one = only(field);
            if (!one.isEmpty()) {
                write(root, field, List.of(one));
            }
        }
        if (!args.isEmpty()) {
            AlertDocument.texts(AlertDocument.object(root, "process"), "args", args);
        }
    }

    private static void write(ObjectNode root, String field, List<String> found) {
        ObjectNode node = root;
        String[] steps = field.split("\\.", -1);
        for (int i = 0; i < steps.length - 1; i++) {
            node = AlertDocument.object(node, steps[i]);
        }
        String leaf = steps[steps.length - 1];
        if (found.size() == 1) {
            node.put(leaf, found.getFirst());
        } else {
            AlertDocument.texts(node, leaf, found);
        }
    }
}
