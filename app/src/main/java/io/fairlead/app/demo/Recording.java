// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.demo;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * The bundled recording: audit events of a real cluster under attack, the logs of its containers, and the alerts that a
 * human says it must give.
 *
 * @param events audit events in the order of their stage times
 * @param pods logs of containers
 * @param expected alerts that it must give, each once
 */
record Recording(List<AuditEvent> events, List<PodFile> pods, List<ExpectedAlert> expected) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** A labelled step of the recording. */
    private record Label(String step, boolean malicious, List<String> auditIDs) {}

    static Recording load() {
        try {
            return new Recording(audit(), podFiles(), expectedAlerts());
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled recording cannot be read: " + e.getMessage(), e);
        }
    }

    /** When its first audit event happened. */
    Instant start() {
        return events.get(0).stageTime();
    }

    /** The recording without the event of this number. */
    Recording without(int index) {
        return new Recording(
                events.stream().filter(event -> event.index() != index).toList(), pods, expected);
    }

    /** The recording without anything that came from an attacker's address, expecting no alert in particular. */
    Recording benign() {
        Set<String> malicious = new HashSet<>();
        labels().stream().filter(Label::malicious).forEach(label -> malicious.addAll(label.auditIDs()));
        Set<String> attackers = new HashSet<>();
        Map<AuditEvent, String> addresses = new LinkedHashMap<>();
        for (AuditEvent event : events) {
            String address = address(event);
            addresses.put(event, address);
            if (malicious.contains(event.auditId())) {
                attackers.add(address);
            }
        }
        List<AuditEvent> rest = events.stream()
                .filter(event -> !attackers.contains(addresses.get(event)))
                .toList();
        return new Recording(rest, pods, List.of());
    }

    private static String address(AuditEvent event) {
        try {
            JsonNode addresses = JSON.readTree(event.json()).path("sourceIPs");
            return addresses.path(addresses.size() - 1).asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<AuditEvent> audit() throws IOException {
        List<AuditEvent> events = new ArrayList<>();
        try (BufferedReader lines = lines("audit.ndjson.gz")) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode event = JSON.readTree(line);
                events.add(new AuditEvent(
                        events.size(),
                        event.path("auditID").asText(),
                        Instant.parse(event.path("stageTimestamp").asText()),
                        line));
            }
        }
        events.sort(Comparator.comparing(AuditEvent::stageTime));
        return List.copyOf(events);
    }

    private static List<PodFile> podFiles() throws IOException {
        Map<String, List<PodFile.Line>> files = new LinkedHashMap<>();
        try (BufferedReader lines = lines("pods.ndjson.gz")) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode entry = JSON.readTree(line);
                String text = entry.path("line").asText();
                files.computeIfAbsent(entry.path("path").asText(), path -> new ArrayList<>())
                        .add(new PodFile.Line(Instant.parse(text.substring(0, text.indexOf(' '))), text));
            }
        }
        return files.entrySet().stream()
                .map(file -> new PodFile(file.getKey(), file.getValue()))
                .toList();
    }

    private static List<ExpectedAlert> expectedAlerts() throws IOException {
        try (InputStream in = open("expected-alerts.json")) {
            return JSON.readValue(in, new TypeReference<List<ExpectedAlert>>() {});
        }
    }

    private static List<Label> labels() {
        try (InputStream in = open("labels.json")) {
            return JSON.readValue(in, new TypeReference<List<Label>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled recording cannot be read: " + e.getMessage(), e);
        }
    }

    private static BufferedReader lines(String name) throws IOException {
        return new BufferedReader(new InputStreamReader(new GZIPInputStream(open(name)), StandardCharsets.UTF_8));
    }

    private static InputStream open(String name) throws IOException {
        InputStream in = Recording.class.getResourceAsStream("/demo/" + name);
        if (in == null) {
            throw new IOException("demo/" + name + " is missing from the class path");
        }
        return in;
    }
}
