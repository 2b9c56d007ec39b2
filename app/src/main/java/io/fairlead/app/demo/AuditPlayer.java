// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.demo;

import io.fairlead.enrich.EnrichConfig;
import io.fairlead.enrich.Normalizer;
import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.schemas.record.Origin;
import io.fairlead.schemas.record.RawLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Plays audit events as an API server would send them: each when its time has come, in batches of at most 400, the whole
 * batch again when it was not acknowledged. When sending lags behind, the rest of the play is delayed.
 */
final class AuditPlayer {
    static final String CLUSTER = "demo";
    private static final int BATCH = 400;
    private static final long GATHER_MILLIS = 100;
    private static final int TRIES = 20;
    /** Well under the lateness that detection allows. */
    private static final Duration MOST_BEHIND = Duration.ofSeconds(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Normalizer normalizer = Normalizer.create(ConfigLoader.defaults(EnrichConfig.class));
    private final URI target;
    private final TimeAxis axis;
    private final Ledger ledger;

    AuditPlayer(URI ingest, TimeAxis axis, Ledger ledger) {
        this.target = ingest.resolve("/v1/kubernetes/audit/" + CLUSTER);
        this.axis = axis;
        this.ledger = ledger;
    }

    /** Plays all events, which are in the order of their times; returns when the last is acknowledged. */
    void play(List<AuditEvent> events) throws IOException, InterruptedException {
        int next = 0;
        while (next < events.size()) {
            List<String> batch = new ArrayList<>();
            Instant now = Instant.now();
            keepUp(events.get(next).stageTime(), now);
            while (next < events.size()
                    && batch.size() < BATCH
                    && !axis.move(events.get(next).stageTime()).isAfter(now)) {
                batch.add(axis.moveAll(events.get(next).json()));
                next++;
            }
            if (!batch.isEmpty()) {
                send(batch);
            }
            if (batch.size() < BATCH) {
                TimeUnit.MILLISECONDS.sleep(GATHER_MILLIS);
            }
        }
    }

    private void keepUp(Instant recorded, Instant now) {
        Duration behind = Duration.between(axis.move(recorded), now);
        if (behind.compareTo(MOST_BEHIND) > 0) {
            axis.delay(recorded, behind);
        }
    }

    private void send(List<String> batch) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(target)
                .header("content-type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofByteArray(EventList.of(batch)))
                .build();
        int status = 0;
        for (int i = 0; i < TRIES && status / 100 != 2; i++) {
            if (i > 0) {
                TimeUnit.MILLISECONDS.sleep(500);
            }
            status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
        if (status / 100 != 2) {
            throw new IOException("the webhook answers " + status + " after " + TRIES + " tries");
        }
        Instant at = Instant.now();
        batch.forEach(json -> ids(json).forEach(id -> ledger.acknowledged(id, at)));
    }

    /** The identity that the event must have: of what the API server wrote, whatever way it came. */
    private List<String> ids(String json) {
        Origin origin = new Origin("demo", "", "", "demo", null, CLUSTER, "");
        RawLog raw = new RawLog(
                "demo",
                origin,
                "kubernetes.audit",
                Instant.EPOCH,
                ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)),
                Map.of());
        return normalizer.normalize(raw).events().stream()
                .map(event -> event.getId())
                .toList();
    }
}
