// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest;

import io.fairlead.schemas.config.DataSize;
import io.fairlead.schemas.config.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The receivers' settings.
 *
 * @param host address to listen on; anything but loopback demands TLS and at least one token
 * @param port port to listen on, 0 for a free one
 * @param tlsCertificate certificate chain, PEM
 * @param tlsKey its key, PKCS#8 PEM
 * @param tlsReload how often certificate and key are looked at for a change; zero: never
 * @param tokens who may send; empty: everybody who reaches the loopback address
 * @param name the instance's name in records
 * @param maxRequestSize largest body, as sent and again after decompression
 * @param maxEventSize largest single record
 * @param maxDecompressionRatio bytes one compressed byte may become
 * @param maxNesting deepest nesting of one JSON record
 * @param maxConnections connections at once
 * @param maxConcurrentRequests requests being read at once; further ones get 429
 * @param acknowledgementTimeout how long a sender waits for Kafka before it gets 503
 * @param requestTimeout how long a body may take to arrive
 * @param kafkaPatience silence of Kafka after which the stage is not ready and answers 503 at once
 * @param maxInFlight bytes that may wait for Kafka
 */
public record IngestConfig(
        @Setting(
                doc = "Address to listen on. Other than loopback only with TLS and a token.",
                defaultValue = "127.0.0.1")
        String host,

        @Setting(doc = "Port to listen on; 0 takes a free one.", defaultValue = "8088", min = 0, max = 65_535)
        int port,

        @Setting(doc = "TLS certificate chain, PEM file.") Optional<Path> tlsCertificate,

        @Setting(doc = "Key of the TLS certificate, PKCS#8 PEM file.")
        Optional<Path> tlsKey,

        @Setting(
                doc = "How often certificate and key are looked at; a new pair serves new connections. 0s: never.",
                defaultValue = "10s")
        Duration tlsReload,

        @Setting(doc = "Bearer tokens. None: no credential is asked for, and only loopback is listened on.")
        List<TokenConfig> tokens,

        @Setting(doc = "Name of this instance in the records it writes.", defaultValue = "ingest")
        String name,

        @Setting(
                doc =
                        "Largest body, as sent and again after decompression. One that says so beforehand gets 413; of others what can be read is taken and the rest is a dead letter.",
                defaultValue = "256MiB")
        DataSize maxRequestSize,

        @Setting(doc = "Largest single record; larger ones become dead letters.", defaultValue = "8MiB")
        DataSize maxEventSize,

        @Setting(
                doc = "Bytes that one compressed byte may become, past the first MiB.",
                defaultValue = "100",
                min = 2,
                max = 1_000)
        int maxDecompressionRatio,

        @Setting(doc = "Deepest nesting of one JSON record.", defaultValue = "1000", min = 8, max = 10_000)
        int maxNesting,

        @Setting(doc = "Connections at once.", defaultValue = "1000", min = 1, max = 100_000)
        int maxConnections,

        @Setting(doc = "Requests being read at once; further ones get 429.", defaultValue = "64", min = 1, max = 10_000)
        int maxConcurrentRequests,

        @Setting(doc = "How long a sender waits for Kafka before it gets 503; 1s to 25s.", defaultValue = "20s")
        Duration acknowledgementTimeout,

        @Setting(doc = "How long a body may take to arrive.", defaultValue = "2m")
        Duration requestTimeout,

        @Setting(doc = "Silence of Kafka after which senders get 503 at once.", defaultValue = "10s")
        Duration kafkaPatience,

        @Setting(doc = "Bytes that may wait for Kafka at once.", defaultValue = "32MiB")
        DataSize maxInFlight) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(25);
    private static final DataSize SMALLEST_EVENT = new DataSize(1024);

    public IngestConfig {
        tokens = List.copyOf(tokens);
        if (tlsCertificate.isPresent() != tlsKey.isPresent()) {
            throw new IllegalArgumentException("tls-certificate and tls-key are given together or not at all");
        }
        if (acknowledgementTimeout.compareTo(SHORTEST) < 0 || acknowledgementTimeout.compareTo(LONGEST) > 0) {
            // An API server gives up after 30 s and sends the batch again.
            throw new IllegalArgumentException("acknowledgement-timeout takes 1s to 25s");
        }
        if (requestTimeout.compareTo(SHORTEST) < 0 || kafkaPatience.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("request-timeout and kafka-patience take 1s or more");
        }
        if (maxEventSize.bytes() < SMALLEST_EVENT.bytes() || maxEventSize.bytes() > maxInFlight.bytes()) {
            throw new IllegalArgumentException("max-event-size takes 1KiB to max-in-flight (" + maxInFlight + ")");
        }
        if (maxInFlight.bytes() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("max-in-flight takes less than 2GiB");
        }
        if (tokens.stream().map(TokenConfig::name).distinct().count() != tokens.size()) {
            throw new IllegalArgumentException("two tokens have the same name");
        }
    }
}
