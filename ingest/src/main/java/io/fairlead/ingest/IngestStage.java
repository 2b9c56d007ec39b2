// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest;

import io.fairlead.ingest.http.Credential;
import io.fairlead.ingest.http.HttpReceivers;
import io.fairlead.ingest.http.ReceiverConfig;
import io.fairlead.ingest.kafka.Heartbeats;
import io.fairlead.ingest.kafka.KafkaProbe;
import io.fairlead.ingest.kafka.KafkaWriter;
import io.fairlead.ingest.kafka.WriterConfig;
import io.fairlead.ingest.split.Limits;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.stage.Health;
import io.fairlead.schemas.stage.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The receiving stage: HTTP in, topic raw out.
 *
 * <p>Promise: a sender gets 2xx only for what Kafka holds on all in-sync replicas, dead letters included. Starting does
 * not wait for Kafka: while it is away the stage is not ready, says why, and answers 503. Closing answers the requests
 * in hand first.
 */
public final class IngestStage implements Stage {
    private static final Logger LOG = LoggerFactory.getLogger(IngestStage.class);
    /** What a record needs in Kafka beside its payload: origin, attributes, keys. */
    private static final int ENVELOPE = 16 * 1024;

    private final KafkaWriter writer;
    private final Heartbeats heartbeats;
    private final KafkaProbe probe;
    private final HttpReceivers receivers;
    private final AtomicBoolean closed = new AtomicBoolean();

    private IngestStage(KafkaWriter writer, Heartbeats heartbeats, KafkaProbe probe, HttpReceivers receivers) {
        this.writer = writer;
        this.heartbeats = heartbeats;
        this.probe = probe;
        this.receivers = receivers;
    }

    /**
     * Starts receiving.
     *
     * @throws IllegalStateException when the address is open to the network without TLS and a token, or cannot be
     *     listened on; the message says how to mend it
     */
    public static IngestStage start(IngestConfig config, KafkaConfig kafka, MeterRegistry meters) {
        requireProtection(config);
        KafkaWriter writer = new KafkaWriter(
                kafka,
                new WriterConfig("ingest", config.name(), config.acknowledgementTimeout(), config.maxInFlight()),
                meters);
        config.tokens().forEach(token -> writer.expect(token.name()));
        Heartbeats heartbeats = Heartbeats.start(writer, Clock.systemUTC());
        KafkaProbe probe = new KafkaProbe(writer, heartbeats, config.kafkaPatience());
        try {
            HttpReceivers receivers =
                    HttpReceivers.start(receivers(config, kafka), writer, probe, Clock.systemUTC(), meters);
            LOG.info(
                    "receiving on {}{}",
                    receivers.uri(),
                    isProtected(config) ? "" : " (loopback only, as TLS and a token are not both configured)");
            return new IngestStage(writer, heartbeats, probe, receivers);
        } catch (IllegalStateException fault) {
            heartbeats.close();
            writer.close();
            throw fault;
        }
    }

    /** Where it listens, for example {@code http://127.0.0.1:8088}. */
    public URI uri() {
        return receivers.uri();
    }

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public Health health() {
        return closed.get() ? Health.dead("stopped") : probe.health();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            receivers.close();
            heartbeats.close();
            writer.close();
        }
    }

    private static ReceiverConfig receivers(IngestConfig config, KafkaConfig kafka) {
        long largest =
                Math.min(config.maxEventSize().bytes(), kafka.maxRecordSize().bytes() - ENVELOPE);
        if (largest < ENVELOPE) {
            throw new IllegalStateException(
                    "kafka.max-record-size and ingest.max-event-size must allow records of " + 2 * ENVELOPE + " bytes");
        }
        Optional<ReceiverConfig.Tls> tls = config.tlsCertificate()
                .flatMap(certificate ->
                        config.tlsKey().map(key -> new ReceiverConfig.Tls(certificate, key, config.tlsReload())));
        return new ReceiverConfig(
                config.host(),
                config.port(),
                tls,
                config.tokens().stream()
                        .map(token -> new Credential(token.name(), token.secret(), token.clusters(), token.formats()))
                        .toList(),
                config.name(),
                new Limits(Math.toIntExact(largest), config.maxNesting()),
                config.maxRequestSize().bytes(),
                config.maxDecompressionRatio(),
                config.maxConnections(),
                config.maxConcurrentRequests(),
                config.acknowledgementTimeout(),
                config.requestTimeout());
    }

    private static void requireProtection(IngestConfig config) {
        boolean loopback;
        try {
            loopback = InetAddress.getByName(config.host()).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            throw new IllegalStateException(
                    "ingest.host '" + config.host() + "' is not an address of this machine", unknown);
        }
        if (!loopback && !isProtected(config)) {
            throw new IllegalStateException("ingest.host " + config.host()
                    + " is open to the network: set ingest.tls-certificate, ingest.tls-key and at least one of"
                    + " ingest.tokens, or listen on 127.0.0.1");
        }
    }

    private static boolean isProtected(IngestConfig config) {
        return config.tlsCertificate().isPresent() && !config.tokens().isEmpty();
    }
}
