// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What may go wrong around a pipeline that keeps running, one thing after the other, on the same broker and node. The broker
 * asks for TLS, a login and permission, and each stage has no more than {@code deploy/kafka/acls.txt} allows it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@Order(2)
final class FaultsTest {
    private static final int AWAY_SECONDS = 20;
    private static final int BATCH = 50;
    private static final int ALERT_EVERY = 25;
    private static final String AUDIT_STREAM = "logs-kubernetes.audit_logs-default";

    @TempDir
    static Path directory;

    private static StagesInProcess stages;

    @BeforeAll
    static void start() throws Exception {
        stages = StagesInProcess.start(directory, SecuredBroker.in(directory.resolve("secrets")));
    }

    @AfterAll
    static void stop() {
        stages.close();
    }

    @Test
    @Order(1)
    void onePoisonedEventInABatchHarmsNoNeighbour() throws Exception {
        List<AuditLoad.Sent> batch = new ArrayList<>(AuditLoad.mixed(399, ALERT_EVERY));
        List<AuditLoad.Sent> poisoned = new ArrayList<>(batch);
        poisoned.add(200, new AuditLoad.Sent("poison", "{\"kind\":\"Event\",\"auditID\":nonsense}", false));
        AuditSender sender = new AuditSender(stages.ingest());
        assertThat(sender.post(AuditLoad.eventList(poisoned))).isEqualTo(200);
        oracle().everyObligationIsMet(batch, 399);
    }

    @Test
    @Order(2)
    void twoRequestsUnderOneAuditIdAreTwoDocumentsAndTwoAlerts() throws Exception {
        String auditId = UUID.randomUUID().toString();
        AuditSender sender = new AuditSender(stages.ingest());
        sender.send(List.of(AuditLoad.binding(auditId, "alex@example.test")));
        sender.send(List.of(AuditLoad.binding(auditId, "kim@example.test")));
        Documents documents = stages.documents();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            List<String> ids = List.of(auditId);
            assertThat(documents.countBy(Documents.AUDIT, "kubernetes.audit.auditID", ids))
                    .containsEntry(auditId, 2);
            assertThat(documents.countBy(Documents.ALERTS, "fairlead.alert.audit_ids", ids))
                    .containsEntry(auditId, 2);
        });
    }

    @Test
    @Order(3)
    void aResendAfterARolloverIsStillTheSameDocument() throws Exception {
        AuditSender sender = new AuditSender(stages.ingest());
        List<AuditLoad.Sent> batch = AuditLoad.mixed(200, ALERT_EVERY);
        sender.send(batch);
        oracle().everyObligationIsMet(batch, 200);
        stages.documents().rollover(AUDIT_STREAM);
        sender.send(batch);
        List<AuditLoad.Sent> after = AuditLoad.mixed(BATCH, ALERT_EVERY);
        sender.send(after);
        oracle().everyObligationIsMet(after, BATCH);
        oracle().everyObligationIsMet(batch, 200);
    }

    @Test
    @Order(4)
    void elasticsearchAwayDelaysButLosesNothing() throws Exception {
        AuditSender sender = new AuditSender(stages.ingest());
        sender.send(AuditLoad.mixed(BATCH, ALERT_EVERY));
        stages.stopNode();
        loadFor(sender, AWAY_SECONDS);
        assertThat(sender.failures())
                .as("ingest does not depend on Elasticsearch")
                .isZero();
        stages.startNode();
        loadFor(sender, 2);
        oracle().everyObligationIsMet(sender.acknowledged(), AWAY_SECONDS * BATCH);
    }

    @Test
    @Order(5)
    void aBrokerAwayIsNeverAFalseYes() throws Exception {
        AuditSender sender = new AuditSender(stages.ingest());
        loadFor(sender, 2);
        CompletableFuture<Void> load = CompletableFuture.runAsync(() -> loadFor(sender, AWAY_SECONDS));
        stages.stopBroker();
        TimeUnit.SECONDS.sleep(AWAY_SECONDS);
        stages.startBroker();
        load.get(2, TimeUnit.MINUTES);
        loadFor(sender, 2);
        assertThat(sender.failures()).as("tries that felt the missing broker").isPositive();
        oracle().everyObligationIsMet(sender.acknowledged(), 4 * BATCH);
    }

    @Test
    @Order(6)
    void everyAlertExplainsItself() {
        List<JsonNode> alerts = stages.documents().find(Documents.ALERTS, "{\"match_all\":{}}");
        assertThat(alerts).isNotEmpty().allSatisfy(alert -> {
            assertThat(alert.at("/fairlead/alert/explanation").toString()).isNotBlank();
            assertThat(alert.at("/fairlead/alert/rule_hash").asText()).hasSize(64);
        });
    }

    private static Oracle oracle() {
        return new Oracle(stages.documents());
    }

    /** A batch every 100 ms for so many seconds; what is not acknowledged is tried again. */
    private static void loadFor(AuditSender sender, int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        try {
            while (System.nanoTime() < end) {
                sender.send(AuditLoad.mixed(BATCH, ALERT_EVERY));
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
