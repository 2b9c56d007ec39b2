// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A {@code *.test.yml}, as docs/rules.md describes it. */
record RuleTests(String format, List<Case> cases) {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    RuleTests {
        cases = List.copyOf(cases);
    }

    record Case(String name, List<String> events, int alerts, Map<String, String> group) {
        Case {
            events = List.copyOf(events);
            group = Map.copyOf(group);
        }
    }

    static RuleTests read(Path file) throws IOException {
        Object root = new Load(LoadSettings.builder().setLabel(file.toString()).build())
                .loadFromString(Files.readString(file));
        Map<String, Object> document = map(root, Set.of("format", "cases"), file.toString());
        List<Case> cases = new ArrayList<>();
        for (Object entry : list(document.get("cases"))) {
            Map<String, Object> fields = map(entry, Set.of("name", "events", "alerts", "group"), file.toString());
            cases.add(new Case(
                    text(fields.get("name")),
                    events(list(fields.get("events")), file),
                    Integer.parseInt(text(fields.get("alerts"))),
                    group(fields.getOrDefault("group", Map.of()), file)));
        }
        return new RuleTests(text(document.get("format")), cases);
    }

    private static List<String> events(List<?> entries, Path file) throws JsonProcessingException {
        List<String> events = new ArrayList<>();
        for (Object entry : entries) {
            Map<String, Object> fields = map(entry, Set.of("at", "repeat", "every", "event"), file.toString());
            Object event = fields.get("event");
            String json = event instanceof String text ? text.stripTrailing() : JSON.writeValueAsString(event);
            Instant time = START.plus(duration(fields.getOrDefault("at", "0s")));
            int repeat = Integer.parseInt(text(fields.getOrDefault("repeat", "1")));
            Duration every = duration(fields.getOrDefault("every", "0s"));
            for (int i = 0; i < repeat; i++) {
                String n = String.format(Locale.ROOT, "%012d", events.size());
                events.add(
                        json.replace("${time}", time.plus(every.multipliedBy(i)).toString())
                                .replace("${n}", n));
            }
        }
        return events;
    }

    private static Duration duration(Object value) {
        return Duration.parse("PT" + text(value));
    }

    private static Map<String, String> group(Object value, Path file) {
        Map<String, String> group = new LinkedHashMap<>();
        if (!(value instanceof Map<?, ?> entries)) {
            throw new IllegalArgumentException(file + ": group is no mapping");
        }
        entries.forEach((name, expected) -> group.put(text(name), text(expected)));
        return group;
    }

    private static Map<String, Object> map(Object value, Set<String> known, String where) {
        if (!(value instanceof Map<?, ?> entries)) {
            throw new IllegalArgumentException(where + ": a mapping with " + known + " is wanted");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        entries.forEach((name, field) -> fields.put(text(name), field));
        if (!known.containsAll(fields.keySet())) {
            throw new IllegalArgumentException(where + ": unknown key in " + fields.keySet() + ", known are " + known);
        }
        return fields;
    }

    private static List<?> list(@Nullable Object value) {
        if (value instanceof List<?> entries) {
            return entries;
        }
        throw new IllegalArgumentException("a list is wanted, not " + value);
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("a value is missing");
        }
        return value.toString();
    }
}
