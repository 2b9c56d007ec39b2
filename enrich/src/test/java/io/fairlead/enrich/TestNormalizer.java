// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.schemas.config.Secret;
import io.fairlead.schemas.record.DeadLetter;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.Origin;
import io.fairlead.schemas.record.RawLog;
import io.fairlead.testkit.EventChecks;
import io.fairlead.testkit.Outcome;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A normaliser with a key, and short ways to feed it. */
public final class TestNormalizer {
    /** When test records are received. */
    public static final Instant RECEIVED = Instant.parse("2026-11-22T15:00:00Z");

    private static final Secret KEY = new Secret("a key that is only for tests");
    private static final Normalizer NORMALIZER = with(List.of());

    private TestNormalizer() {}

    /** Settings with a key and these trusted proxies. */
    public static EnrichConfig config(List<String> proxies) {
        EnrichConfig defaults = ConfigLoader.defaults(EnrichConfig.class);
        return new EnrichConfig(
                proxies,
                Optional.of(KEY),
                defaults.maxDepth(),
                defaults.maxOriginalSize(),
                defaults.maxDocumentSize(),
                defaults.streamThreads(),
                defaults.stateDir(),
                defaults.instanceId(),
                defaults.applicationId(),
                defaults.commitInterval());
    }

    /** A normaliser that trusts these proxies. */
    public static Normalizer with(List<String> proxies) {
        return Normalizer.create(config(proxies));
    }

    /** A raw record of cluster-a. */
    public static RawLog raw(String format, String payload) {
        return raw(format, payload.getBytes(StandardCharsets.UTF_8));
    }

    /** A raw record of cluster-a. */
    public static RawLog raw(String format, byte[] payload) {
        Origin origin = new Origin("test", "", "", "stream", null, "cluster-a", "");
        return new RawLog("delivery-1", origin, format, RECEIVED, ByteBuffer.wrap(payload), Map.of());
    }

    /** What became of a record. */
    public static Normalized normalize(RawLog raw) {
        return NORMALIZER.normalize(raw);
    }

    /** The one event of a record that must be understood. */
    public static Event event(String format, String payload) {
        Normalized normalized = normalize(raw(format, payload));
        if (normalized.events().size() != 1 || !normalized.rejected().isEmpty()) {
            throw new AssertionError("one event expected: " + normalized.rejected());
        }
        return normalized.events().get(0);
    }

    /** The document of the one event. */
    public static JsonNode document(String format, String payload) {
        return EventChecks.document(event(format, payload));
    }

    /** The one rejection of a record that must not be understood. */
    public static Rejected rejected(String format, byte[] payload) {
        Normalized normalized = normalize(raw(format, payload));
        if (normalized.rejected().size() != 1 || !normalized.events().isEmpty()) {
            throw new AssertionError("one rejection expected");
        }
        return normalized.rejected().get(0);
    }

    /** What became of a record, in the contract's words. */
    public static Outcome outcome(RawLog raw) {
        Normalized normalized = normalize(raw);
        List<DeadLetter> letters = normalized.rejected().stream()
                .map(rejected -> DeadLetter.newBuilder()
                        .setStage("enrich")
                        .setCode(rejected.code().code())
                        .setMessage(rejected.message())
                        .setAt(raw.getReceivedAt())
                        .setLength(raw.getPayload().remaining())
                        .setExcerpt(rejected.excerpt())
                        .build())
                .toList();
        return new Outcome(normalized.events(), letters);
    }
}
