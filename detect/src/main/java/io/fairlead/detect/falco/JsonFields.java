// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.falco.FieldDefinition.Argument;
import io.fairlead.detect.rule.Tree;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The fields {@code jevt.*} over the audit event as JSON, and the few of {@code evt.*} that any source has. */
final class JsonFields {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.nnnnnnnnn", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss.nnnnnnnnn", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private JsonFields() {}

    /**
     * All but {@code jevt.value}.
     *
     * @param base where the audit event stands in the document: empty, or a path that ends in a dot
     */
    static Map<String, FieldDefinition> of(String base) {
        Map<String, FieldDefinition> fields = new LinkedHashMap<>();
        List<String> stamps = List.of(base + "stageTimestamp", base + "requestReceivedTimestamp");
        Function<Instant, String> nanos = JsonFields::nanos;
        for (String name : List.of("jevt.rawtime", "evt.rawtime")) {
            fields.put(name, time(stamps, nanos));
        }
        for (String name : List.of("jevt.time", "evt.time")) {
            fields.put(name, time(stamps, CLOCK::format));
        }
        for (String name : List.of("jevt.time.iso8601", "evt.time.iso8601")) {
            fields.put(name, time(stamps, Instant::toString));
        }
        fields.put("evt.datetime", time(stamps, DATE::format));
        fields.put("evt.num", constant("1"));
        fields.put("evt.source", constant("k8s_audit"));
        fields.put("evt.type", constant("pluginevent"));
        fields.put("evt.pluginname", constant("k8saudit"));
        fields.put(
                "jevt.obj",
                new FieldDefinition(
                        List.of(root(base)),
                        false,
                        Argument.NONE,
                        (trees, unused) -> AuditFields.single(own(trees.getFirst()))));
        return fields;
    }

    /** {@code jevt.value} of this JSON pointer (RFC 6901): the part it reads and how. */
    static FieldDefinition value(String base, String pointer) {
        List<String> steps = steps(pointer);
        if (steps.isEmpty()) {
            return new FieldDefinition(
                    List.of(root(base)),
                    false,
                    Argument.KEY,
                    (trees, unused) -> AuditFields.single(own(trees.getFirst())));
        }
        List<String> below = steps.subList(1, steps.size());
        return new FieldDefinition(List.of(base + steps.getFirst()), false, Argument.KEY, (trees, unused) -> {
            Tree found = trees.getFirst();
            for (String step : below) {
                found = step(found, step);
            }
            return AuditFields.single(found);
        });
    }

    /** One step down; where the document writes the dots of a key as underscores, by that key. */
    static Tree step(Tree tree, String key) {
        Tree direct = tree.at(key);
        return direct.isNothing() && key.indexOf('.') >= 0 ? tree.at(key.replace('.', '_')) : direct;
    }

    private static List<String> steps(String pointer) {
        List<String> steps = new ArrayList<>();
        String text = pointer.startsWith("/") ? pointer.substring(1) : pointer;
        if (text.isEmpty()) {
            return steps;
        }
        for (String step : text.split("/", -1)) {
            steps.add(step.replace("~1", "/").replace("~0", "~"));
        }
        return steps;
    }

    private static String root(String base) {
        return base.isEmpty() ? "" : base.substring(0, base.length() - 1);
    }

    /** The event without what the pipeline put beside its parts for search. */
    private static Tree own(Tree event) {
        if (!(event instanceof Tree.Branch branch) || !branch.children().containsKey("flattened")) {
            return event;
        }
        Map<String, Tree> children = new LinkedHashMap<>(branch.children());
        children.remove("flattened");
        return new Tree.Branch(children);
    }

    private static FieldDefinition constant(String value) {
        return new FieldDefinition(List.of(), false, Argument.NONE, (trees, unused) -> List.of(value));
    }

    private static FieldDefinition time(List<String> paths, Function<Instant, String> shown) {
        return new FieldDefinition(paths, false, Argument.NONE, (trees, unused) -> {
            for (Tree tree : trees) {
                try {
                    return List.of(shown.apply(Instant.parse(tree.text())));
                } catch (DateTimeException noTime) {
                    // the next stamp may be one
                }
            }
            return List.of();
        });
    }

    private static String nanos(Instant time) {
        return Long.toString(time.getEpochSecond()) + String.format(Locale.ROOT, "%09d", time.getNano());
    }
}
