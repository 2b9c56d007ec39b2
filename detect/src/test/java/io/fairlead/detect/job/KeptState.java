// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job;

import io.fairlead.detect.RuleManifests;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.RuleFile;
import io.fairlead.testkit.AuditEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is kept of a release's state, in a folder named by the release: rules, the events before and after a savepoint, the
 * savepoint, and the ids of the alerts that were written before it. Depends on no other scenario, as it may never change.
 */
record KeptState(Path folder) {
    /**
     * An event and where it lies.
     *
     * @param partition of the topic {@code events}
     * @param event the event
     */
    record Placed(int partition, Event event) {}

    /** All that are kept below this folder. */
    static List<KeptState> all(Path folder) throws IOException {
        try (Stream<Path> releases = Files.list(folder)) {
            return releases.filter(Files::isDirectory)
                    .sorted()
                    .map(KeptState::new)
                    .toList();
        }
    }

    List<RuleFile> rules() throws IOException {
        return List.of(RuleManifests.file("rules.yml", Files.readAllBytes(folder.resolve("rules.yml"))));
    }

    /** What was judged before the savepoint. */
    List<Placed> before() throws IOException {
        return events("before.csv");
    }

    /** What comes after it; some of it was there before. */
    List<Placed> after() throws IOException {
        return events("after.csv");
    }

    Path savepoint() {
        return folder.resolve("savepoint");
    }

    /** Ids of the alerts of what lies before the savepoint. */
    Set<String> alerts() throws IOException {
        return new TreeSet<>(Files.readAllLines(folder.resolve("alerts.txt")));
    }

    void write(Set<String> alerts, Path savepoint) throws IOException {
        Files.write(folder.resolve("alerts.txt"), new TreeSet<>(alerts));
        Files.createDirectories(savepoint());
        try (Stream<Path> files = Files.list(savepoint)) {
            for (Path file : files.toList()) {
                Files.write(savepoint().resolve(file.getFileName()), Files.readAllBytes(file));
            }
        }
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }

    private List<Placed> events(String name) throws IOException {
        return Files.readAllLines(folder.resolve(name)).stream()
                .filter(line -> !line.startsWith("#"))
                .map(KeptState::event)
                .toList();
    }

    private static Placed event(String line) {
        String[] fields = line.split(",", 7);
        String id = fields[0];
        String document = """
                {"@timestamp":"%s","event":{"id":"%s"},"user":{"name":"%s"},"kubernetes":{"audit":{"verb":"%s",\
                "responseStatus":{"code":%s},"stage":"ResponseComplete"}}}""".formatted(fields[4], id, fields[1], fields[2], fields[3]);
        Event event = AuditEvents.event(id, Instant.parse(fields[4]), Instant.parse(fields[5]), document);
        return new Placed(Integer.parseInt(fields[6]), event);
    }
}
