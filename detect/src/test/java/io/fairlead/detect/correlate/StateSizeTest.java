// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.CorrelationType;
import io.fairlead.detect.rule.Order;
import io.fairlead.detect.rule.Threshold;
import io.fairlead.schemas.identity.Identity;
import io.fairlead.schemas.record.FieldMatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a group costs on the heap and in a checkpoint, with matches as audit events give them: written to target/state-size.txt and bounded. */
class StateSizeTest {
    private static final Path FIGURES = Path.of("target", "state-size.txt");
    private static final long MATCHES = 10_000;

    @ParameterizedTest
    @CsvSource({
        "EVENT_COUNT,1",
        "EVENT_COUNT,10",
        "EVENT_COUNT,100",
        "EVENT_COUNT,10000",
        "VALUE_COUNT,100",
        "TEMPORAL_ORDERED,100"
    })
    void staysSmall(CorrelationType type, int entries) throws IOException {
        CorrelationRule rule = Inputs.rule(type, Threshold.of(Order.GTE, 1_000_000), 3_600);
        int groups = (int) Math.max(1, MATCHES / entries);
        List<CorrelationState> states = new ArrayList<>(groups);
        long before = used();
        for (int group = 0; group < groups; group++) {
            CorrelationState state = new CorrelationState(rule);
            for (int entry = 0; entry < entries; entry++) {
                state.add(match(group, entry), Long.MIN_VALUE);
            }
            state.advance(Inputs.micros(entries / 10.0));
            states.add(state);
        }
        long heap = Math.max(0, used() - before) / groups;
        long bytes = states.stream().mapToLong(state -> state.toBytes().length).sum() / groups;
        Files.writeString(
                FIGURES,
                "%s, %d matches: %d bytes on the heap, %d in a checkpoint, a group%n"
                        .formatted(type.text(), entries, heap, bytes),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);

        assertThat(states).allSatisfy(state -> assertThat(state.size()).isEqualTo(entries));
        int shown = Math.min(entries, Limits.DEFAULT.evidence());
        assertThat(bytes).as("in a checkpoint").isBetween(1L, 1_200L * shown + 300L * (entries - shown) + 200);
        assertThat(heap).as("on the heap").isLessThan(4_500L * shown + 1_000L * (entries - shown) + 2_000);
    }

    private static CorrelationInput match(int group, int entry) {
        String id = Identity.hash("event", String.valueOf(group), String.valueOf(entry));
        String user = "system:serviceaccount:team-" + group + ":builder";
        return new CorrelationInput(
                id,
                Identity.hash("activity", id),
                Inputs.micros(entry / 10.0),
                1_772_000_000_000L + entry,
                "kubernetes.audit_logs",
                entry % 2 == 0 ? "r1" : "r2",
                List.of(
                        new FieldMatch("selection", "kubernetes.audit.verb", "equals", "list", "list"),
                        new FieldMatch("selection", "kubernetes.audit.responseStatus.code", "equals", "403", "403")),
                List.of(String.valueOf(entry % 50)),
                Map.of(
                        "user.name", List.of(user),
                        "source.ip", List.of("203.0.113." + entry % 250),
                        "user_agent.original",
                                List.of("kubectl/v1.32.0 (linux/amd64) kubernetes/" + id.substring(0, 7)),
                        "kubernetes.audit.verb", List.of("list"),
                        "kubernetes.audit.requestURI", List.of("/api/v1/namespaces/team-" + group + "/secrets"),
                        "kubernetes.audit.objectRef.resource", List.of("secrets"),
                        "kubernetes.audit.objectRef.namespace", List.of("team-" + group),
                        "kubernetes.audit.auditID", List.of(id.substring(0, 20) + entry)));
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
