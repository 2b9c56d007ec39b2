// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.schemas.kafka;

import java.time.Duration;
import java.util.Map;

/** The topics between the stages, with the retention each is created with. */
public enum Topic {
    /** {@code RawLog} and {@code Heartbeat}. Secrets inside: few may read it. */
    RAW(
            "raw",
            Duration.ofHours(72),
            Map.of("segment.ms", String.valueOf(Duration.ofHours(1).toMillis()))),
    /** {@code Event} and {@code Heartbeat}; same partition as the raw record. */
    EVENTS("events", Duration.ofDays(7), Map.of()),
    /** {@code Alert}, keyed by its id. */
    ALERTS("alerts", Duration.ofDays(30), Map.of()),
    /** {@code RuleFile} and {@code RuleManifest}, compacted. One partition, so that the manifest follows its files. */
    RULES("rules", Duration.ZERO, Map.of("cleanup.policy", "compact")),
    /** {@code DeadLetter}. */
    DEAD_LETTER("dead-letter", Duration.ofDays(14), Map.of());

    private final String suffix;
    private final Duration retention;
    private final Map<String, String> extra;

    Topic(String suffix, Duration retention, Map<String, String> extra) {
        this.suffix = suffix;
        this.retention = retention;
        this.extra = extra;
    }

    /** The topic's name behind a prefix, for example {@code fairlead.} + {@code raw}; the prefix may be empty. */
    public String name(String prefix) {
        return prefix + suffix;
    }

    /** How long records stay; zero for compacted topics. */
    public Duration retention() {
        return retention;
    }

    /** Topic-level settings beside retention. */
    public Map<String, String> settings() {
        return extra;
    }
}
