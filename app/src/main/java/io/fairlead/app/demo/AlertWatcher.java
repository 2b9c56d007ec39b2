// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Searches for alerts again and again, as an analyst's page would, and tells each once. */
final class AlertWatcher implements AutoCloseable {
    static final String ALERTS = "logs-fairlead.alerts-*";
    private static final Logger LOG = LoggerFactory.getLogger(AlertWatcher.class);
    private static final long INTERVAL_MILLIS = 250;

    private final Search search;
    private final Instant from;
    private final Consumer<SeenAlert> told;
    private final Map<String, SeenAlert> seen = new LinkedHashMap<>();
    private final Thread thread;

    private AlertWatcher(Search search, Instant from, Consumer<SeenAlert> told) {
        this.search = search;
        this.from = from;
        this.told = told;
        this.thread = Thread.ofPlatform().name("alert-watcher").daemon().unstarted(this::watch);
    }

    /** Watches alerts of events from this time on. */
    static AlertWatcher start(Search search, Instant from, Consumer<SeenAlert> told) {
        AlertWatcher watcher = new AlertWatcher(search, from, told);
        watcher.thread.start();
        return watcher;
    }

    /** Alerts seen so far, in the order in which they were seen. */
    List<SeenAlert> alerts() {
        synchronized (seen) {
            return new ArrayList<>(seen.values());
        }
    }

    Map<String, Object> query() {
        return Map.of("range", Map.of("@timestamp", Map.of("gte", from.toString())));
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                look();
                TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
            } catch (IOException e) {
                LOG.debug("looking for alerts: {}", e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void look() throws IOException, InterruptedException {
        for (JsonNode hit : search.hits(ALERTS, query())) {
            SeenAlert alert = new SeenAlert(hit.path("_id").asText(), Instant.now(), hit.path("_source"));
            boolean isNew;
            synchronized (seen) {
                isNew = seen.putIfAbsent(alert.id(), alert) == null;
            }
            if (isNew) {
                told.accept(alert);
            }
        }
    }
}
