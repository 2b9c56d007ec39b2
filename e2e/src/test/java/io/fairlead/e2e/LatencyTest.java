// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.schemas.config.Secret;
import io.fairlead.sink.webhook.Level;
import io.fairlead.sink.webhook.WebhookConfig;
import io.fairlead.testkit.WebhookReceiver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long an alert takes at half of the load that the same run showed to be the most: from the sender's 2xx to the webhook
 * receiver, and until a search finds it.
 */
@Isolated
final class LatencyTest {
    private static final Logger LOG = LoggerFactory.getLogger(LatencyTest.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BATCH = 200;
    private static final int BURST_BATCHES = 75;
    private static final int SAMPLES = 100;
    private static final int NO_ALERTS = Integer.MAX_VALUE;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void alertsArriveInTimeAtHalfLoad(@TempDir Path directory) throws Exception {
        try (WebhookReceiver receiver = WebhookReceiver.start();
                StagesInProcess stages = StagesInProcess.start(directory, webhook(receiver))) {
            AuditSender sender = new AuditSender(stages.ingest());
            double most = mostEventsPerSecond(stages, sender);
            AtomicBoolean stop = new AtomicBoolean();
            CompletableFuture<Void> load = CompletableFuture.runAsync(() -> background(sender, most / 2, stop));
            Map<String, Long> acknowledged = new HashMap<>();
            List<Future<Long>> searchable = new ArrayList<>();
            try (ExecutorService watchers = Executors.newVirtualThreadPerTaskExecutor()) {
                TimeUnit.SECONDS.sleep(3);
                for (int i = 0; i < SAMPLES; i++) {
                    AuditLoad.Sent alerting = AuditLoad.binding();
                    sender.send(List.of(alerting));
                    long at = System.nanoTime();
                    acknowledged.put(alerting.auditId(), at);
                    searchable.add(watchers.submit(() -> untilFound(stages.documents(), alerting.auditId(), at)));
                    TimeUnit.MILLISECONDS.sleep(150);
                }
                receiver.awaitRequests(SAMPLES, Duration.ofSeconds(60));
            }
            stop.set(true);
            load.get(30, TimeUnit.SECONDS);
            long[] toWebhook = toWebhook(receiver, acknowledged);
            long[] toSearch =
                    searchable.stream().mapToLong(LatencyTest::value).sorted().toArray();
            LOG.info(
                    "most {} events/s; at half of it: 2xx to webhook p50 {} ms p99 {} ms; 2xx to searchable p50 {} ms p99 {} ms",
                    Math.round(most),
                    percentile(toWebhook, 50),
                    percentile(toWebhook, 99),
                    percentile(toSearch, 50),
                    percentile(toSearch, 99));
            assertThat(toWebhook).as("alerts at the webhook").hasSize(SAMPLES);
            assertThat(percentile(toWebhook, 99))
                    .as("2xx to webhook, p99 in ms")
                    .isLessThan(1_000);
            assertThat(percentile(toSearch, 50))
                    .as("2xx to searchable, p50 in ms")
                    .isLessThan(2_500);
        }
    }

    private static WebhookConfig webhook(WebhookReceiver receiver) {
        byte[] key = "a key for tests, not a secret!!!".getBytes(StandardCharsets.UTF_8);
        return new WebhookConfig(
                "latency",
                receiver.url(),
                new Secret("whsec_" + Base64.getEncoder().encodeToString(key)),
                true,
                Level.LOW,
                Duration.ofSeconds(10),
                8,
                Duration.ofMinutes(1),
                Duration.ofSeconds(1),
                Duration.ofDays(1),
                0,
                Duration.ofMinutes(1));
    }

    /** Events a second from the first post until Elasticsearch holds them all; a warm-up burst goes before. */
    private static double mostEventsPerSecond(StagesInProcess stages, AuditSender sender) throws InterruptedException {
        burst(stages, sender);
        return burst(stages, sender);
    }

    private static double burst(StagesInProcess stages, AuditSender sender) throws InterruptedException {
        long from = System.nanoTime();
        List<AuditLoad.Sent> last = List.of();
        for (int i = 0; i < BURST_BATCHES; i++) {
            last = AuditLoad.mixed(BATCH, NO_ALERTS);
            sender.send(last);
        }
        List<String> ids = last.stream().map(AuditLoad.Sent::auditId).toList();
        while (stages.documents()
                        .countBy(Documents.AUDIT, "kubernetes.audit.auditID", ids)
                        .size()
                < BATCH) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return BURST_BATCHES * BATCH / ((System.nanoTime() - from) / 1e9);
    }

    private static void background(AuditSender sender, double eventsPerSecond, AtomicBoolean stop) {
        long pause = (long) (BATCH / eventsPerSecond * 1e9);
        long next = System.nanoTime();
        try {
            while (!stop.get()) {
                sender.send(AuditLoad.mixed(BATCH, NO_ALERTS));
                next += pause;
                TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long untilFound(Documents documents, String auditId, long from) throws InterruptedException {
        String query = "{\"term\":{\"fairlead.alert.audit_ids\":\"" + auditId + "\"}}";
        while (documents.findNow(Documents.ALERTS, query).isEmpty()) {
            if (System.nanoTime() - from > TimeUnit.SECONDS.toNanos(60)) {
                throw new AssertionError("no alert for " + auditId + " after a minute");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
    }

    private static long[] toWebhook(WebhookReceiver receiver, Map<String, Long> acknowledged) throws IOException {
        List<Long> latencies = new ArrayList<>();
        for (WebhookReceiver.Request request : receiver.requests()) {
            JsonNode ids = JSON.readTree(request.body()).findPath("audit_ids");
            Long at = acknowledged.remove(ids.path(0).asText());
            if (at != null) {
                // The alert may overtake the answer to its own sender: that is no time at all.
                latencies.add(Math.max(0, TimeUnit.NANOSECONDS.toMillis(request.arrivedNanos() - at)));
            }
        }
        return latencies.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private static long value(Future<Long> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static long percentile(long[] sorted, int percent) {
        long[] copy = Arrays.copyOf(sorted, sorted.length);
        Arrays.sort(copy);
        return copy[Math.min(copy.length - 1, copy.length * percent / 100)];
    }
}
