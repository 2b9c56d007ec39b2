// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import io.fairlead.sink.kafka.Batch;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether Elasticsearch takes requests, and the pause before the next attempt: exponential with full jitter, from 100 ms
 * to 5 s. Says one line when an outage begins and one when it ends.
 */
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
    private static final long FIRST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 5_000;
    private static final long NONE = 0;

    private final String who;
    private final AtomicLong since = new AtomicLong(NONE);
    private int attempts;
    private volatile String reason = "";
    private @Nullable Batch batch;

    Outage(String who) {
        this.who = who;
    }

    /** How long Elasticsearch has been away; zero when it is not. */
    Duration duration() {
        long start = since.get();
        return start == NONE ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - start);
    }

    String reason() {
        return reason;
    }

    /** What follows is done for this batch: when its reader closes, a pause ends the work. */
    void during(Batch current) {
        batch = current;
    }

    /**
     * An attempt failed: waits before the next.
     *
     * @throws InterruptedException when the reader of the batch in hand closes
     */
    void pause(String why) throws InterruptedException {
        reason = why;
        if (since.compareAndSet(NONE, Math.max(1, System.nanoTime()))) {
            LOG.warn("{} waits for Elasticsearch and tries again until it is back: {}", who, why);
        }
        long ceiling = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempts, 10));
        attempts++;
        if (batch != null) {
            batch.proceed();
        }
        TimeUnit.MILLISECONDS.sleep(1 + ThreadLocalRandom.current().nextLong(ceiling));
    }

    /** An attempt succeeded. */
    void over() {
        attempts = 0;
        long start = since.getAndSet(NONE);
        if (start != NONE) {
            LOG.info(
                    "{}: Elasticsearch takes requests again after {} s",
                    who,
                    (System.nanoTime() - start) / 1_000_000_000L);
        }
    }
}
