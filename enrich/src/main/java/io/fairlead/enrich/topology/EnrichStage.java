// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.topology;

import io.fairlead.enrich.EnrichConfig;
import io.fairlead.enrich.Normalizer;
import io.fairlead.enrich.mac.KeyFile;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import io.fairlead.schemas.stage.Health;
import io.fairlead.schemas.stage.Stage;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enrich as a running stage: raw → events, dead-letter.
 *
 * <p>Promise: every record of raw becomes exactly one outcome on events or dead-letter (its events, its heartbeat, or a
 * dead letter with its reason), in the order of its partition, on the same partition, visible to readers of committed data
 * exactly once, whatever is killed when (Kafka Streams, exactly_once_v2). No record stops it: what cannot be decoded,
 * parsed or written becomes a dead letter.
 *
 * <p>It breaks when records expire on raw before they are read. Kafka Streams then goes on at the oldest record there is;
 * the jump is counted ({@code fairlead.enrich.expired.records}), logged as an error and written to events as a document of
 * dataset {@code fairlead.gaps}. The jump is found by comparing the group's committed offset with the first offset read
 * after every assignment, and each offset with the one before; raw must therefore not be written in transactions, whose
 * markers take offsets of their own. Where the committed offset cannot be asked for within ten seconds the check of that
 * assignment is left out, with a warning.
 *
 * <p>While the broker is away it waits and goes on; health says not ready. A thread that dies is replaced, a second later;
 * more than 50 deaths in ten minutes end the stage, and health says that only a restart helps.
 */
public final class EnrichStage implements Stage {
    private static final Logger LOG = LoggerFactory.getLogger(EnrichStage.class);
    private static final Duration CLOSING = Duration.ofSeconds(25);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST_FAILURES = 50;
    private static final Duration FAILURE_WINDOW = Duration.ofMinutes(10);

    private final KafkaStreams streams;
    private final Admin admin;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EnrichStage(KafkaStreams streams, Admin admin) {
        this.streams = streams;
        this.admin = admin;
    }

    /**
     * Starts enrich against these brokers.
     *
     * @throws IllegalStateException when the topics are missing or unfit, or no broker answers
     */
    public static EnrichStage start(EnrichConfig config, KafkaConfig kafka, MeterRegistry registry) {
        Admin admin = Admin.create(kafka.clientProperties());
        try {
            int maxRecord = TopicCheck.largestRecord(admin, kafka);
            Normalizer normalizer = Normalizer.create(withKey(config));
            EnrichMetrics metrics = new EnrichMetrics(registry);
            BrokerOffsets offsets = new BrokerOffsets(admin, config.applicationId(), kafka.topic(Topic.RAW));
            KafkaStreams streams = new KafkaStreams(
                    EnrichTopology.build(
                            kafka,
                            () -> new NormalizeProcessor(
                                    normalizer, metrics, offsets, config.applicationId(), maxRecord)),
                    StreamsSettings.of(config, kafka));
            EnrichStage stage = new EnrichStage(streams, admin);
            stage.run(metrics, registry);
            return stage;
        } catch (RuntimeException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
    }

    @Override
    public String name() {
        return "enrich";
    }

    @Override
    public Health health() {
        return switch (streams.state()) {
            case RUNNING -> Health.up();
            case CREATED, REBALANCING -> Health.notReady("enrich is joining its consumer group");
            case PENDING_SHUTDOWN, NOT_RUNNING ->
                closed.get() ? Health.notReady("enrich is stopped") : Health.dead("enrich stopped by itself");
            case PENDING_ERROR, ERROR -> Health.dead("enrich failed too often in a row; see its log");
        };
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            if (!streams.close(CLOSING)) {
                LOG.warn("enrich did not stop within {} s; what was not committed is read again", CLOSING.toSeconds());
            }
            admin.close(PAUSE);
        }
    }

    private void run(EnrichMetrics metrics, MeterRegistry registry) {
        ThreadFailures failures = new ThreadFailures(MOST_FAILURES, FAILURE_WINDOW, System::nanoTime);
        streams.setUncaughtExceptionHandler(failure -> {
            metrics.threadFailed();
            LOG.error("a thread of enrich died", failure);
            if (!failures.bearable()) {
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        streams.setStateListener((now, before) -> LOG.info("enrich is {} (was {})", now, before));
        Gauge.builder("fairlead.enrich.lag", streams, Lag::of)
                .description("Records of raw not yet read, over the partitions of this instance")
                .register(registry);
        streams.start();
    }

    private static EnrichConfig withKey(EnrichConfig config) {
        if (config.macKey().isPresent()) {
            return config;
        }
        LOG.warn("no enrich.mac-key: a key of this instance's own is used, kept in {}", config.stateDir());
        return config.withMacKey(Optional.of(KeyFile.of(config.stateDir().resolve("mac.key"))));
    }
}
