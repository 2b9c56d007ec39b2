// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When each credential last sent something that Kafka holds, as {@code fairlead.<stage>.source.last.seconds} since the
 * epoch: a source that falls silent is noticed by what does not come. One that is expected counts from the start.
 */
final class SourceTimes {
    /** Credentials are configured, so there are few; what a mistake makes of them must not fill the registry. */
    private static final int MOST = 1_000;

    private final Map<String, AtomicLong> last = new ConcurrentHashMap<>();
    private final MeterRegistry meters;
    private final String name;

    SourceTimes(MeterRegistry meters, String stage) {
        this.meters = meters;
        this.name = "fairlead." + stage + ".source.last.seconds";
    }

    void expect(String credential, Instant now) {
        seen(credential, now.toEpochMilli());
    }

    /** Something received at this time, in milliseconds since the epoch, is in Kafka. */
    void seen(String credential, long at) {
        AtomicLong known = last.get(credential);
        if (known == null) {
            if (last.size() >= MOST) {
                return;
            }
            known = last.computeIfAbsent(credential, this::register);
        }
        known.accumulateAndGet(at, Math::max);
    }

    private AtomicLong register(String credential) {
        AtomicLong time = new AtomicLong();
        Gauge.builder(name, time, value -> value.get() / 1e3)
                .description("When this credential last sent something")
                .tag("credential", credential.isEmpty() ? "none" : credential)
                .strongReference(true)
                .register(meters);
        return time;
    }
}
