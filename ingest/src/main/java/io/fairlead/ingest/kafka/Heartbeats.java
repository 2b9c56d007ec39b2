// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.kafka;

import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.record.Heartbeat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a heartbeat to every partition of topic raw each second, so that time goes on when nothing else does.
 *
 * <p>Promise: at most one heartbeat a partition waits for Kafka, so none pile up while it is away. Also the probe by
 * which a stage knows that Kafka answers, see {@link #problem()}. Says in the log once when Kafka goes away and once when
 * it is back.
 */
public final class Heartbeats implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);
    private static final long EVERY_MILLIS = 1000;
    private static final Duration SILENT = Duration.ofSeconds(5);

    private final KafkaWriter writer;
    private final Clock clock;
    private final Map<Integer, Boolean> waiting = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ingest-heartbeat").factory());
    private final AwayLog away = new AwayLog(LOG);
    private volatile Optional<String> problem = Optional.of("Kafka has not answered yet");

    private Heartbeats(KafkaWriter writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
    }

    /** Starts beating. */
    public static Heartbeats start(KafkaWriter writer, Clock clock) {
        Heartbeats heartbeats = new Heartbeats(writer, clock);
        var unused = heartbeats.timer.scheduleWithFixedDelay(heartbeats::beat, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return heartbeats;
    }

    /** Why the partitions of topic raw are not known now, if so. */
    public Optional<String> problem() {
        return problem;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void beat() {
        try {
            for (PartitionInfo partition : writer.partitions()) {
                beat(partition.partition());
            }
            problem = Optional.empty();
            if (writer.silence().compareTo(SILENT) > 0) {
                away.away("it acknowledges nothing");
            } else {
                away.here();
            }
        } catch (KafkaException unreachable) {
            problem = Optional.of("Kafka does not tell the partitions of topic raw: is it reachable, and does the topic"
                    + " exist (fairlead setup creates it)?");
            away.away(String.valueOf(unreachable.getMessage()));
        } catch (RuntimeException fault) {
            // what is thrown here would end the beat for good, and with it the time of the whole pipeline
            if (!timer.isShutdown()) {
                away.away(fault.toString());
            }
        }
    }

    private void beat(int partition) {
        if (waiting.putIfAbsent(partition, true) != null) {
            return;
        }
        Instant now = clock.instant();
        byte[] value = RecordCodec.get().encode(new Heartbeat(now, writer.collector()));
        writer.write(partition, now.toEpochMilli(), value, new Receipt() {
            @Override
            public void acknowledged() {
                waiting.remove(partition);
            }

            @Override
            public void failed(String reason) {
                waiting.remove(partition);
            }
        });
    }
}
