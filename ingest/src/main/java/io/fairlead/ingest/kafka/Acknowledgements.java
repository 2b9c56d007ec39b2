// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.kafka;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How many records wait for Kafka, and since when none was acknowledged. */
final class Acknowledgements {
    private final LongSupplier nanos;
    private long pending;
    private boolean waiting;
    private long waitingSince;

    Acknowledgements(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized void sent() {
        pending++;
        if (!waiting) {
            waiting = true;
            waitingSince = nanos.getAsLong();
        }
    }

    synchronized void acknowledged() {
        pending--;
        waiting = pending > 0;
        waitingSince = nanos.getAsLong();
    }

    /** The record will not be acknowledged any more: that is no sign of life. */
    synchronized void failed() {
        pending--;
    }

    synchronized long pending() {
        return pending;
    }

    /** Time since records wait and none was acknowledged; zero when none waits and none failed since. */
    synchronized Duration silence() {
        return waiting ? Duration.ofNanos(nanos.getAsLong() - waitingSince) : Duration.ZERO;
    }
}
