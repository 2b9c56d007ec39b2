// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.topology;

import io.fairlead.enrich.redact.SecretKind;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;

/** What enrich counts. */
final class EnrichMetrics {
    private final Counter in;
    private final Counter heartbeats;
    private final Counter events;
    private final Counter bytes;
    private final Counter expired;
    private final Counter threadFailures;
    private final Counter lost;
    private final Timer normalize;
    private final Map<DeadLetterCode, Counter> deadLetters = new EnumMap<>(DeadLetterCode.class);
    private final Map<SecretKind, Counter> redactions = new EnumMap<>(SecretKind.class);

    EnrichMetrics(MeterRegistry registry) {
        in = registry.counter("fairlead.enrich.records");
        heartbeats = registry.counter("fairlead.enrich.heartbeats");
        events = registry.counter("fairlead.enrich.events");
        bytes = registry.counter("fairlead.enrich.bytes");
        expired = registry.counter("fairlead.enrich.expired.records");
        lost = registry.counter("fairlead.enrich.lost.records");
        threadFailures = registry.counter("fairlead.enrich.thread.failures");
        normalize = Timer.builder("fairlead.enrich.normalize")
                .description("Time to normalise one record")
                .publishPercentiles(0.5, 0.99)
                .publishPercentileHistogram()
                .register(registry);
        for (DeadLetterCode code : DeadLetterCode.values()) {
            deadLetters.put(code, registry.counter("fairlead.enrich.dead.letters", "code", code.code()));
        }
        for (SecretKind kind : SecretKind.values()) {
            redactions.put(kind, registry.counter("fairlead.enrich.redactions", "kind", kind.label()));
        }
    }

    void record(int length) {
        in.increment();
        bytes.increment(length);
    }

    void heartbeat() {
        heartbeats.increment();
    }

    void event() {
        events.increment();
    }

    void expired(long records) {
        expired.increment(records);
    }

    void lost(long records) {
        lost.increment(records);
    }

    void threadFailed() {
        threadFailures.increment();
    }

    Timer normalize() {
        return normalize;
    }

    void deadLetter(DeadLetterCode code) {
        counter(deadLetters, code).increment();
    }

    void redactions(Map<SecretKind, Integer> counts) {
        counts.forEach((kind, count) -> counter(redactions, kind).increment(count));
    }

    private static <K extends Enum<K>> Counter counter(Map<K, Counter> counters, K key) {
        Counter counter = counters.get(key);
        if (counter == null) {
            throw new IllegalStateException("no counter for " + key);
        }
        return counter;
    }
}
