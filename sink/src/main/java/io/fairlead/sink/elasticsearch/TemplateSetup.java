// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sees to it that the templates are there before the first document, once for all indexers, and looks every two seconds
 * whether Elasticsearch answers, so that health knows of an outage also when nothing is being indexed. Thread-safe.
 */
public final class TemplateSetup implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 2_000;
    private static final long NONE = 0;

    private final ElasticsearchConfig config;
    private final ElasticsearchConnection connection;
    private final ScheduledExecutorService watch;
    private final AtomicLong awaySince = new AtomicLong(NONE);
    private volatile boolean done;
    private volatile String reason = "";

    private TemplateSetup(ElasticsearchConfig config) {
        this.config = config;
        this.connection = ElasticsearchConnection.open(config);
        this.watch = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("elasticsearch-watch").factory());
    }

    /** Begins to watch, and installs the templates as soon as Elasticsearch answers. */
    public static TemplateSetup start(ElasticsearchConfig config) {
        TemplateSetup setup = new TemplateSetup(config);
        var ignored = setup.watch.scheduleWithFixedDelay(setup::look, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        return setup;
    }

    /** How long Elasticsearch has not answered; zero when it does. */
    public Duration away() {
        long since = awaySince.get();
        return since == NONE ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }

    /** Why it does not. */
    public String reason() {
        return reason;
    }

    /** Installs the templates unless that was done. */
    void ensure() throws IOException {
        if (!done) {
            install();
        }
    }

    /** The templates turned out to be missing: they are installed again at the next {@link #ensure}. */
    void forget() {
        done = false;
    }

    private synchronized void install() throws IOException {
        if (!done) {
            ElasticsearchSetup.install(config);
            done = true;
        }
    }

    private void look() {
        try {
            ensure();
            var answer = connection.get("/_cluster/health?filter_path=status");
            if (!answer.ok()
                    && answer.status() != 403) { // a key may lack the right to look and still have that to write
                throw new IOException(answer.reason());
            }
            awaySince.set(NONE);
        } catch (IOException | RuntimeException away) {
            reason = away.getMessage() == null ? away.getClass().getSimpleName() : away.getMessage();
            awaySince.compareAndSet(NONE, Math.max(1, System.nanoTime()));
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
        connection.close();
    }
}
