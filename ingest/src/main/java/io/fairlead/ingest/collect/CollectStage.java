// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.collect;

import io.fairlead.ingest.kafka.Heartbeats;
import io.fairlead.ingest.kafka.KafkaProbe;
import io.fairlead.ingest.kafka.KafkaWriter;
import io.fairlead.ingest.kafka.WriterConfig;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.stage.Health;
import io.fairlead.schemas.stage.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The collecting stage: log files in, topic raw out.
 *
 * <p>Promise: every line that is in a file when it is looked at reaches Kafka, through rotation by rename, compression
 * of rotated files and restarts; a line sent twice has the same id. Lines are lost, and counted as
 * {@code fairlead.collect.gaps}, when a file is truncated or removed between two looks. The position of a file is
 * written down only after Kafka acknowledged what stands before it.
 */
public final class CollectStage implements Stage {
    private static final Logger LOG = LoggerFactory.getLogger(CollectStage.class);
    private static final Duration STOP = Duration.ofSeconds(15);

    private final KafkaWriter writer;
    private final Heartbeats heartbeats;
    private final KafkaProbe probe;
    private final Positions positions;
    private final Collector collector;
    private final Thread thread;
    private final AtomicBoolean closed = new AtomicBoolean();

    private CollectStage(
            KafkaWriter writer, Heartbeats heartbeats, KafkaProbe probe, Positions positions, Collector collector) {
        this.writer = writer;
        this.heartbeats = heartbeats;
        this.probe = probe;
        this.positions = positions;
        this.collector = collector;
        this.thread = Thread.ofPlatform().name("collect").start(collector);
    }

    /**
     * Starts collecting.
     *
     * @throws IllegalStateException when there is nothing to follow, or the positions cannot be used; the message says
     *     how to mend it
     */
    public static CollectStage start(CollectConfig config, KafkaConfig kafka, MeterRegistry meters) {
        if (config.sources().isEmpty()) {
            throw new IllegalStateException("nothing to collect: name files under collect.sources");
        }
        Positions positions = Positions.open(config.positions());
        KafkaWriter writer = new KafkaWriter(
                kafka,
                new WriterConfig("collect", config.name(), config.acknowledgementTimeout(), config.maxInFlight()),
                meters);
        Heartbeats heartbeats = Heartbeats.start(writer, Clock.systemUTC());
        KafkaProbe probe = new KafkaProbe(writer, heartbeats, config.kafkaPatience());
        Tails tails = new Tails(config, positions, meters);
        LOG.info("collecting {} sources, positions in {}", config.sources().size(), config.positions());
        return new CollectStage(
                writer, heartbeats, probe, positions, new Collector(config, writer, tails, Clock.systemUTC()));
    }

    @Override
    public String name() {
        return "collect";
    }

    @Override
    public Health health() {
        if (closed.get()) {
            return Health.dead("stopped");
        }
        return collector.broken() ? Health.dead("collecting stopped by a fault; the log names it") : probe.health();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        collector.stop();
        try {
            thread.join(STOP);
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(STOP.dividedBy(3));
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        heartbeats.close();
        writer.close();
        try {
            positions.close();
        } catch (IOException fault) {
            LOG.warn("releasing the positions failed", fault);
        }
    }
}
