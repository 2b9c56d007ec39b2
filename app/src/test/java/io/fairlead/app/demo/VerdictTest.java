// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class VerdictTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ExpectedAlert EXEC = new ExpectedAlert("r1", "Exec", "high", "s", "audit-1", Map.of());
    private static final ExpectedAlert BURST =
            new ExpectedAlert("r2", "Burst", "medium", "s", "", Map.of("user.name", "jane"));

    @Test
    void everythingOnceHolds() throws Exception {
        Verdict verdict = new Verdict()
                .alerts(List.of(EXEC, BURST), List.of(single("a", "audit-1"), burst("b", "jane")))
                .webhook(List.of("a", "b"), Set.of("a", "b"), 0)
                .events(Set.of("e1", "e2"), List.of("e1", "e2", "of an earlier run"))
                .count("documents", 3, 3);
        assertThat(verdict.faults()).isEmpty();
        assertThat(verdict.holds()).isTrue();
    }

    @Test
    void missingExtraAndRepeatedAlertsAreNamed() throws Exception {
        Verdict verdict = new Verdict()
                .alerts(
                        List.of(EXEC, BURST),
                        List.of(single("a", "audit-1"), single("b", "audit-1"), burst("c", "joe")));
        assertThat(verdict.faults())
                .anySatisfy(
                        fault -> assertThat(fault).startsWith("repeated alert").contains("audit-1"))
                .anySatisfy(fault -> assertThat(fault).startsWith("extra alert").contains("joe"))
                .anySatisfy(
                        fault -> assertThat(fault).startsWith("missing alert").contains("Burst", "jane"))
                .hasSize(3);
    }

    @Test
    void lostAndDoubledEventsAndDeliveriesAreNamed() {
        Verdict verdict = new Verdict()
                .events(Set.of("e1", "e2"), List.of("e2", "e2"))
                .webhook(List.of("a"), Set.of("b"), 1)
                .count("documents", 3, 2);
        assertThat(verdict.faults()).hasSize(6);
        assertThat(verdict.holds()).isFalse();
    }

    @Test
    void quietMeansNothingAboveLow() throws Exception {
        assertThat(new Verdict().quiet(List.of(single("a", "audit-1"))).faults())
                .hasSize(1);
        assertThat(new Verdict()
                        .quiet(List.of(alert("a", "{\"fairlead\":{\"alert\":{\"level\":\"low\"}}}")))
                        .holds())
                .isTrue();
    }

    @Test
    void percentilesByNearestRank() {
        Latencies latencies = new Latencies(
                List.of(Duration.ofMillis(40), Duration.ofMillis(10), Duration.ofMillis(30), Duration.ofMillis(20)));
        assertThat(latencies.percentile(50)).isEqualTo(20);
        assertThat(latencies.percentile(99)).isEqualTo(40);
        assertThat(new Latencies(List.of()).percentile(99)).isZero();
    }

    private static SeenAlert single(String id, String auditId) throws Exception {
        return alert(
                id,
                "{\"rule\":{\"id\":\"r1\",\"name\":\"Exec\"},\"fairlead\":{\"alert\":{\"level\":\"high\","
                        + "\"audit_ids\":[\"" + auditId + "\"]}}}");
    }

    private static SeenAlert burst(String id, String user) throws Exception {
        return alert(
                id,
                "{\"rule\":{\"id\":\"r2\",\"name\":\"Burst\"},\"fairlead\":{\"alert\":{\"level\":\"medium\","
                        + "\"window\":{\"start\":\"x\"},\"group\":{\"user.name\":\"" + user + "\"}}}}");
    }

    private static SeenAlert alert(String id, String document) throws Exception {
        return new SeenAlert(id, Instant.EPOCH, JSON.readTree(document));
    }
}
