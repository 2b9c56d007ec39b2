// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import io.fairlead.detect.RuleManifests;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.RuleFile;
import io.fairlead.testkit.AuditEvents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Events out of order, and rules that hold much of them in windows: rising, judged at the end, chained, swallowing. */
final class FlinkScenario {
    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private static final int EVENTS = 600;
    private static final String RULES = """
            title: A deletion
            id: deletion
            level: high
            logsource: {product: kubernetes, service: audit}
            detection: {selection: {kubernetes.audit.verb: delete}, condition: selection}
            ---
            title: A request
            id: request
            logsource: {product: kubernetes, service: audit}
            detection: {selection: {kubernetes.audit.verb: [get, list]}, condition: selection}
            ---
            title: A removal, silent
            id: removal
            logsource: {product: kubernetes, service: audit}
            detection: {selection: {kubernetes.audit.verb: delete}, condition: selection}
            ---
            title: Many requests
            id: many
            correlation:
              type: event_count
              rules: [request]
              group-by: [user.name]
              timespan: 1m
              condition: {gte: 6}
            ---
            title: Few codes
            id: few
            correlation:
              type: value_count
              rules: [request]
              group-by: [user.name]
              timespan: 2m
              condition: {field: kubernetes.audit.responseStatus.code, lte: 4}
            ---
            title: Requests, then a deletion
            id: sequence
            correlation:
              type: temporal_ordered
              rules: [request, removal]
              group-by: [user.name]
              timespan: 20s
            ---
            title: Many requests of several users
            id: chain
            correlation:
              type: value_count
              rules: [many]
              timespan: 5m
              condition: {field: user.name, gte: 2}
              generate: true
            ---
            title: Any request
            id: swallowing
            correlation:
              type: event_count
              rules: [request]
              group-by: [user.name]
              timespan: 5s
              condition: {gte: 1}
            suppress: {window: 3m}
            """;

    private FlinkScenario() {}

    static List<RuleFile> rules() {
        return List.of(RuleManifests.file("all.yml", RULES.getBytes(StandardCharsets.UTF_8)));
    }

    /** Ids of the rules that give alerts of their own. */
    static List<String> alerting() {
        return List.of("deletion", "many", "few", "sequence", "chain", "swallowing");
    }

    /** In the order of their receipt. */
    static List<Event> events() {
        Random random = new Random(5);
        List<Event> events = new ArrayList<>();
        Instant received = START;
        for (int i = 0; i < EVENTS; i++) {
            received = received.plusMillis(300 + random.nextInt(random.nextInt(12) == 0 ? 30_000 : 3_000));
            events.add(event("e" + i, received, received.minusMillis(random.nextInt(8_000)), random));
        }
        return events;
    }

    private static Event event(String id, Instant received, Instant time, Random random) {
        String user = "user" + random.nextInt(4);
        String verb = random.nextInt(15) == 0 ? "delete" : random.nextBoolean() ? "get" : "list";
        return AuditEvents.answered(id, user, verb, 200 + random.nextInt(50), time, received);
    }
}
