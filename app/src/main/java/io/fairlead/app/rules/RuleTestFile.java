// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.rules;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The tests that stand beside a rule ({@code exec.test.yml} beside {@code exec.yml}).
 *
 * @param format format of the events
 * @param cases what must hold
 */
record RuleTestFile(String format, List<Case> cases) {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MOST_EVENTS = 100_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * One case.
     *
     * @param name what it shows
     * @param events raw records
     * @param alerts how many alerts they give
     * @param group the group of each of them; empty: any
     */
    record Case(String name, List<String> events, int alerts, Map<String, String> group) {}

    /**
     * Reads a test file.
     *
     * @throws IllegalArgumentException when it is none; the message says where and why
     */
    static RuleTestFile read(Path file) {
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(file.toString())
                    .setMaxAliasesForCollections(50)
                    .build();
            Object root = new Load(settings).loadFromString(Files.readString(file, StandardCharsets.UTF_8));
            Map<String, Object> document = map(root, Set.of("format", "cases"), file.toString());
            List<Case> cases = new ArrayList<>();
            for (Object entry : list(document.get("cases"), file + ": cases")) {
                cases.add(readCase(entry, file));
            }
            return new RuleTestFile(text(document.get("format"), file + ": format"), cases);
        } catch (IOException | YamlEngineException e) {
            throw new IllegalArgumentException("cannot read the tests " + file + ": " + e.getMessage(), e);
        }
    }

    private static Case readCase(@Nullable Object entry, Path file) throws IOException {
        Map<String, Object> fields = map(entry, Set.of("name", "events", "alerts", "group"), file + ": a case");
        String name = text(fields.get("name"), file + ": name of a case");
        String where = file + ": " + name;
        Map<String, String> group = new LinkedHashMap<>();
        Object values = fields.getOrDefault("group", Map.of());
        if (values instanceof Map<?, ?> entries) {
            entries.forEach((key, value) -> group.put(String.valueOf(key), String.valueOf(value)));
        }
        return new Case(
                name, events(list(fields.get("events"), where), where), number(fields.get("alerts"), where), group);
    }

    private static List<String> events(List<?> entries, String where) throws IOException {
        List<String> events = new ArrayList<>();
        for (Object entry : entries) {
            Map<String, Object> fields = map(entry, Set.of("at", "repeat", "every", "event"), where);
            String record = record(fields.get("event"), where);
            Instant time = START.plus(duration(fields.getOrDefault("at", "0s"), where));
            Duration every = duration(fields.getOrDefault("every", "0s"), where);
            int repeat = number(fields.getOrDefault("repeat", "1"), where);
            if (repeat < 1 || repeat > MOST_EVENTS - events.size()) {
                throw new IllegalArgumentException(
                        where + ": repeat is at least 1, and a case has at most " + MOST_EVENTS + " events");
            }
            for (int i = 0; i < repeat; i++) {
                String number = String.format(Locale.ROOT, "%012d", events.size());
                events.add(record.replace(
                                "${time}", time.plus(every.multipliedBy(i)).toString())
                        .replace("${n}", number));
            }
        }
        return events;
    }

    /** A text is the record itself, as formats of lines need it; anything else is its JSON. */
    private static String record(@Nullable Object event, String where) throws IOException {
        return event instanceof String line
                ? line.stripTrailing()
                : JSON.writeValueAsString(present(event, where + ": event"));
    }

    private static Duration duration(@Nullable Object value, String where) {
        try {
            return Duration.parse("PT" + value);
        } catch (java.time.format.DateTimeParseException e) {
            throw new IllegalArgumentException(where + ": at and every take times such as 10s or 2m, not " + value, e);
        }
    }

    private static int number(@Nullable Object value, String where) {
        try {
            return Integer.parseInt(String.valueOf(value));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(where + ": a number is wanted, not " + value, e);
        }
    }

    private static Map<String, Object> map(@Nullable Object value, Set<String> known, String where) {
        if (!(value instanceof Map<?, ?> entries)) {
            throw new IllegalArgumentException(where + ": takes " + String.join(", ", known));
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        entries.forEach((name, field) -> fields.put(String.valueOf(name), field));
        if (!known.containsAll(fields.keySet())) {
            throw new IllegalArgumentException(where + ": unknown key among " + fields.keySet() + "; known: " + known);
        }
        return fields;
    }

    private static List<?> list(@Nullable Object value, String where) {
        if (value instanceof List<?> entries) {
            return entries;
        }
        throw new IllegalArgumentException(where + ": a list is wanted");
    }

    private static String text(@Nullable Object value, String where) {
        return present(value, where).toString();
    }

    private static Object present(@Nullable Object value, String where) {
        if (value == null) {
            throw new IllegalArgumentException(where + " is missing");
        }
        return value;
    }
}
