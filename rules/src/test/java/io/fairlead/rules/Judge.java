// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.rules;

import io.fairlead.detect.correlate.Correlator;
import io.fairlead.detect.correlate.Correlator.Outcome;
import io.fairlead.detect.correlate.Limits;
import io.fairlead.detect.match.Match;
import io.fairlead.detect.match.RuleMatcher;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.enrich.EnrichConfig;
import io.fairlead.enrich.Normalized;
import io.fairlead.enrich.Normalizer;
import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.Origin;
import io.fairlead.schemas.record.RawLog;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Raw lines in, alerts out, with the classes of the pipeline and without its transport. Not thread-safe. */
final class Judge {
    /** Later than any window can end, and far enough from the last long. */
    private static final long END_OF_TIME = Long.MAX_VALUE / 4;

    private final RuleMatcher matcher;
    private final Normalizer normalizer = Normalizer.create(defaults());
    private final Correlator correlator;
    private final List<Seen> seen = new ArrayList<>();
    private long delivery;

    Judge(RuleSet rules) {
        this.matcher = RuleMatcher.compile(rules);
        this.correlator = new Correlator(rules, Limits.DEFAULT);
    }

    /** Judges one raw record; {@code label} comes back as {@link Seen#auditId()}. */
    void judge(String format, String label, byte[] payload) {
        Normalized normalized = normalizer.normalize(raw(format, payload));
        if (!normalized.rejected().isEmpty()) {
            throw new IllegalArgumentException(label + ": " + normalized.rejected());
        }
        for (Event event : normalized.events()) {
            matcher.match(event).forEach(match -> judge(label, event, match));
        }
    }

    /** Every alert, once all events are in. */
    List<Seen> alerts() {
        for (Outcome outcome : correlator.advance(END_OF_TIME)) {
            if (!outcome.rule().silent()) {
                seen.add(new Seen(outcome.rule().id(), "", outcome.group()));
            }
        }
        if (correlator.overflowed() > 0) {
            throw new IllegalStateException("more matches than a group holds");
        }
        return seen;
    }

    private void judge(String label, Event event, Match match) {
        if (!match.rule().silent()) {
            seen.add(new Seen(match.rule().id(), label, Map.of()));
        }
        correlator.offer(match, event);
    }

    private RawLog raw(String format, byte[] payload) {
        Origin origin = Origin.newBuilder()
                .setCollector("test")
                .setStream("test")
                .setCluster("test")
                .build();
        return RawLog.newBuilder()
                .setId("delivery-" + delivery++)
                .setOrigin(origin)
                .setFormat(format)
                .setReceivedAt(Instant.parse("2026-11-22T15:00:00Z"))
                .setPayload(ByteBuffer.wrap(payload))
                .build();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static EnrichConfig defaults() {
        return ConfigLoader.defaults(EnrichConfig.class);
    }
}
