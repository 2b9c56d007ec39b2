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

/** The fields {@code json.*} and {@code jevt.*} over a record that is JSON, and those of {@code evt.*} that any plugin has. */
final class JsonFields {
    static final Function<Instant, String> CLOCK = formatted("HH:mm:ss.nnnnnnnnn");
    static final Function<Instant, String> CLOCK_SECONDS = formatted("HH:mm:ss");
    static final Function<Instant, String> DATE = formatted("yyyy-MM-dd HH:mm:ss.nnnnnnnnn");
    static final Function<Instant, String> DATE_SECONDS = formatted("yyyy-MM-dd HH:mm:ss");
    static final Function<Instant, String> ISO = Instant::toString;
    static final Function<Instant, String> NANOS = JsonFields::nanos;

    private JsonFields() {}

    /**
     * All but {@code json.value}.
     *
     * @param source what rules call the source
     * @param plugin the plugin that reads it for Falco
     * @param base where the record stands in the document: empty, or a path that ends in a dot
     * @param stamps where in the record its time stands, the best first
     */
    static Map<String, FieldDefinition> of(String source, String plugin, String base, List<String> stamps) {
        Map<String, FieldDefinition> fields = new LinkedHashMap<>();
        List<String> paths = stamps.stream().map(stamp -> base + stamp).toList();
        for (String prefix : List.of("json.", "jevt.", "evt.")) {
            fields.put(prefix + "rawtime", new FieldDefinition(paths, time(NANOS), Map.of()));
            fields.put(prefix + "time", new FieldDefinition(paths, time(CLOCK), Map.of()));
            fields.put(prefix + "time.iso8601", new FieldDefinition(paths, time(ISO), Map.of()));
        }
        fields.put("evt.time.s", new FieldDefinition(paths, time(CLOCK_SECONDS), Map.of()));
        fields.put("evt.datetime", new FieldDefinition(paths, time(DATE), Map.of()));
        fields.put("evt.datetime.s", new FieldDefinition(paths, time(DATE_SECONDS), Map.of()));
        fields.put("evt.num", constant("1"));
        fields.put("evt.source", constant(source));
        fields.put("evt.type", constant("pluginevent"));
        fields.put("evt.pluginname", constant(plugin));
        FieldDefinition whole = new FieldDefinition(
                List.of(root(base)), false, Argument.NONE, (trees, unused) -> Trees.value(own(trees.getFirst())));
        fields.put("json.obj", whole);
        fields.put("jevt.obj", whole);
        return fields;
    }

    /** Whether this field takes a JSON pointer. */
    static boolean isPointer(String field) {
        return field.equals("json.value") || field.equals("jevt.value");
    }

    /** {@code json.value} of this JSON pointer (RFC 6901): the part it reads and how. */
    static FieldDefinition value(String base, String pointer) {
        List<String> steps = steps(pointer);
        if (steps.isEmpty()) {
            return new FieldDefinition(
                    List.of(root(base)), false, Argument.KEY, (trees, unused) -> Trees.value(own(trees.getFirst())));
        }
        List<String> below = steps.subList(1, steps.size());
        return new FieldDefinition(List.of(base + steps.getFirst()), false, Argument.KEY, (trees, unused) -> {
            Tree found = trees.getFirst();
            for (String step : below) {
                found = step(found, step);
            }
            return Trees.value(found);
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
        return new FieldDefinition(List.of(), Reading.constant(List.of(value)), Map.of());
    }

    /** The first of the stamps that is one, shown so. */
    static Reading time(Function<Instant, String> shown) {
        return Reading.one((trees, unused) -> {
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

    private static Function<Instant, String> formatted(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC)::format;
    }

    private static String nanos(Instant time) {
        return Long.toString(time.getEpochSecond()) + String.format(Locale.ROOT, "%09d", time.getNano());
    }
}
