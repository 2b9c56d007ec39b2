// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.webhook;

import io.fairlead.schemas.record.Alert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How many alerts a destination gets one by one, and what becomes of the others. A window begins with the first alert
 * after the one before has ended; what is held back is due when its window ends, or when it is a great many. Used by one
 * thread; only {@link #isDue} may be asked by others.
 */
final class FloodGate {
    private final int most;
    private final long windowNanos;
    private final LongSupplier clock;
    private final Map<TopicPartition, ConsumerRecord<byte[], byte[]>> last = new HashMap<>();
    private volatile @Nullable Digest digest;
    private volatile long since;
    private int admitted;

    /** The clock is monotonic, in nanoseconds. */
    FloodGate(int most, Duration window, LongSupplier clock) {
        this.most = most;
        this.windowNanos = window.toNanos();
        this.clock = clock;
        this.since = clock.getAsLong() - windowNanos;
    }

    /** Whether the next alert may go on its own; if so it counts. */
    boolean admits() {
        if (most == 0) {
            return true;
        }
        if (digest == null && clock.getAsLong() - since >= windowNanos) {
            since = clock.getAsLong();
            admitted = 0;
        }
        return digest == null && admitted++ < most;
    }

    /** Keeps an alert for the digest. */
    void hold(Alert alert, ConsumerRecord<byte[], byte[]> record) {
        Digest held = digest;
        if (held == null) {
            held = new Digest(record);
            digest = held;
        }
        held.add(alert);
    }

    /** Whether alerts are held back. */
    boolean holds() {
        return digest != null;
    }

    /** Whether this alert is held back. */
    boolean holds(String alertId) {
        Digest held = digest;
        return held != null && held.names(alertId);
    }

    /** This record was read while others are held back: it counts as read with them. */
    void passed(ConsumerRecord<byte[], byte[]> record) {
        last.put(new TopicPartition(record.topic(), record.partition()), record);
    }

    boolean isDue() {
        Digest held = digest;
        return held != null && (held.isFull() || clock.getAsLong() - since >= windowNanos);
    }

    /** What is held back. */
    Digest digest() {
        Digest held = digest;
        if (held == null) {
            throw new IllegalStateException("nothing is held back");
        }
        return held;
    }

    /** The digest has had its effect; the last record of each partition that waited for it. A new window begins. */
    List<ConsumerRecord<byte[], byte[]>> released() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(last.values());
        last.clear();
        digest = null;
        since = clock.getAsLong() - windowNanos;
        return records;
    }
}
