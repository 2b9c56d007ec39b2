// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.demo;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The books of one demonstration: what was sent and acknowledged, and what must therefore come out. */
final class Ledger {
    private final Map<String, Instant> acknowledged = new ConcurrentHashMap<>();
    private final AtomicLong podRecords = new AtomicLong();

    /** The receiver acknowledged the event of this identity. */
    void acknowledged(String eventId, Instant at) {
        acknowledged.putIfAbsent(eventId, at);
    }

    /** A record of a pod's log was written whole. */
    void podRecord() {
        podRecords.incrementAndGet();
    }

    /** Identities of all acknowledged audit events. */
    Set<String> eventIds() {
        return Set.copyOf(acknowledged.keySet());
    }

    /** When the event was acknowledged; null when it never was. */
    @org.jspecify.annotations.Nullable
    Instant acknowledgedAt(String eventId) {
        return acknowledged.get(eventId);
    }

    int events() {
        return acknowledged.size();
    }

    long podRecords() {
        return podRecords.get();
    }
}
