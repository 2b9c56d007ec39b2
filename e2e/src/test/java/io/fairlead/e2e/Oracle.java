// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Judges a run: every acknowledged event in Elasticsearch exactly once, every expected alert exactly once. A run that saw
 * too little traffic proves nothing and fails.
 */
final class Oracle {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Documents documents;

    Oracle(Documents documents) {
        this.documents = documents;
    }

    void everyObligationIsMet(List<AuditLoad.Sent> acknowledged, int atLeast) {
        assertThat(acknowledged).as("traffic of the run").hasSizeGreaterThanOrEqualTo(atLeast);
        List<String> all =
                acknowledged.stream().map(AuditLoad.Sent::auditId).distinct().toList();
        List<String> alerting = acknowledged.stream()
                .filter(AuditLoad.Sent::alerts)
                .map(AuditLoad.Sent::auditId)
                .distinct()
                .toList();
        assertThat(alerting).as("alerts that the run must give").isNotEmpty();
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            exactlyOnce("events", all, documents.countBy(Documents.AUDIT, "kubernetes.audit.auditID", all));
            exactlyOnce("alerts", alerting, documents.countBy(Documents.ALERTS, "fairlead.alert.audit_ids", alerting));
        });
        // What could still come twice has had its time: the counts must stand.
        exactlyOnce("events", all, documents.countBy(Documents.AUDIT, "kubernetes.audit.auditID", all));
        exactlyOnce("alerts", alerting, documents.countBy(Documents.ALERTS, "fairlead.alert.audit_ids", alerting));
    }

    /** One alert for each user's burst of denials, naming the user in its group. */
    void oneBurstAlertEach(Collection<String> users) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> exactlyOnce(
                        "burst alerts", List.copyOf(users), documents.countBy(Documents.ALERTS, "user.name", users)));
    }

    /** At least one alert for the user's burst of denials, and at the most so many. */
    void burstAlerts(String user, int most) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(documents.countBy(Documents.ALERTS, "user.name", List.of(user)))
                        .containsOnlyKeys(user)
                        .allSatisfy((name, alerts) -> assertThat(alerts).isBetween(1, most)));
    }

    private static void exactlyOnce(String what, List<String> ids, Map<String, Integer> counts) {
        List<String> missing =
                ids.stream().filter(id -> !counts.containsKey(id)).toList();
        Map<String, Integer> repeated = counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        assertThat(missing).as("missing " + what + ", of " + ids.size()).isEmpty();
        assertThat(repeated).as("repeated " + what + ", of " + ids.size()).isEmpty();
    }
}
