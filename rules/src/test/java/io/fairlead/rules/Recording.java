// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.rules;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** The recording that {@code fairlead demo} sends, its labels and the alerts it must give. */
record Recording(List<ObjectNode> events, List<Label> labels, List<Expected> expected) {
    private static final Path FOLDER = Path.of("../app/src/main/resources/demo");
    private static final ObjectMapper JSON = new ObjectMapper();

    record Label(
            String step,
            String technique,
            boolean malicious,
            String what,
            String from,
            String to,
            List<String> auditIDs) {}

    record Expected(String rule, String title, String level, String step, String auditID, Map<String, String> group) {
        Seen seen() {
            return new Seen(rule, auditID, group);
        }
    }

    static Recording load() throws IOException {
        List<ObjectNode> events = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(FOLDER.resolve("audit.ndjson.gz"))),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                events.add((ObjectNode) JSON.readTree(line));
            }
        }
        List<Expected> expected = new ArrayList<>();
        for (JsonNode entry :
                JSON.readTree(FOLDER.resolve("expected-alerts.json").toFile())) {
            expected.add(new Expected(
                    entry.path("rule").asText(),
                    entry.path("title").asText(),
                    entry.path("level").asText(),
                    entry.path("step").asText(),
                    entry.path("auditID").asText(),
                    group(entry.path("group"))));
        }
        List<Label> labels = JSON.readValue(FOLDER.resolve("labels.json").toFile(), new TypeReference<>() {});
        return new Recording(events, labels, expected);
    }

    private static Map<String, String> group(JsonNode group) {
        Map<String, String> values = new LinkedHashMap<>();
        group.properties()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().asText()));
        return values;
    }

    /** Requests of malicious steps. */
    Set<String> malicious() {
        Set<String> ids = new HashSet<>();
        labels.stream().filter(Label::malicious).forEach(label -> ids.addAll(label.auditIDs()));
        return ids;
    }

    /** The recording with its time axis this many times shorter. */
    List<ObjectNode> compressed(int factor) {
        Instant start = Instant.parse(events.getFirst().path("stageTimestamp").asText());
        return events.stream()
                .map(event -> {
                    ObjectNode moved = event.deepCopy();
                    for (String field : List.of("requestReceivedTimestamp", "stageTimestamp")) {
                        Instant time = Instant.parse(event.path(field).asText());
                        moved.put(
                                field,
                                start.plus(Duration.between(start, time).dividedBy(factor))
                                        .toString());
                    }
                    return moved;
                })
                .toList();
    }

    static byte[] bytes(ObjectNode event) {
        return Judge.utf8(event.toString());
    }
}
