// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.kafka;

import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.schemas.identity.Identity;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import io.fairlead.schemas.record.DeadLetter;
import io.fairlead.schemas.record.RawLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes raw logs and dead letters to Kafka.
 *
 * <p>Promise: a receipt says acknowledged only after all in-sync replicas have the record (acks=all, idempotent
 * producer). Every receipt is called, within the acknowledgement time plus seconds. At most {@code maxInFlight} bytes
 * wait at once; beyond, a write waits for room and then is refused. A record that the brokers find too large becomes a
 * dead letter under the same receipt. A failed record may still arrive: send it again with the same id.
 *
 * <p>The operator sees {@code fairlead.<stage>.records}, {@code .bytes}, {@code .dead.letters} by code,
 * {@code .unacknowledged} and {@code .source.last.seconds} by credential.
 */
public final class KafkaWriter implements AutoCloseable {
    private static final int OVERHEAD = 1024;
    private static final Duration CLOSE = Duration.ofSeconds(10);

    private final KafkaConfig kafka;
    private final WriterConfig config;
    private final MeterRegistry meters;
    private final KafkaProducer<String, byte[]> producer;
    private final Acknowledgements acknowledgements = new Acknowledgements(System::nanoTime);
    private final ExecutorService redirect = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("ingest-too-large").factory());
    private final int room;
    private final Semaphore free;
    private final Counter records;
    private final Counter bytes;
    private final SourceTimes sources;

    public KafkaWriter(KafkaConfig kafka, WriterConfig config, MeterRegistry meters) {
        this.kafka = kafka;
        this.config = config;
        this.meters = meters;
        this.room = config.maxInFlight().toInt();
        this.free = new Semaphore(room, true);
        this.records = meters.counter("fairlead." + config.stage() + ".records");
        this.bytes = meters.counter("fairlead." + config.stage() + ".bytes");
        this.sources = new SourceTimes(meters, config.stage());
        // Registered from the start, so that a zero can be told from a missing counter.
        for (DeadLetterCode code : DeadLetterCode.values()) {
            deadLetters(code.code());
        }
        this.producer = new KafkaProducer<>(
                ProducerSettings.of(kafka, config.collector(), config.acknowledgement(), room),
                new StringSerializer(),
                new ByteArraySerializer());
        meters.gauge("fairlead." + config.stage() + ".unacknowledged", acknowledgements, Acknowledgements::pending);
    }

    /**
     * Writes a raw log.
     *
     * @return false when there was no room within the wait; then the receipt is not called
     */
    public boolean write(RawLog raw, Duration wait, Receipt receipt) {
        int length = raw.getPayload().remaining();
        byte[] value = RecordCodec.get().encode(raw);
        long at = raw.getReceivedAt().toEpochMilli();
        var record = new ProducerRecord<>(kafka.topic(Topic.RAW), null, at, RawKey.of(raw), value);
        return send(
                record,
                wait,
                new Receipt() {
                    @Override
                    public void acknowledged() {
                        records.increment();
                        bytes.increment(length);
                        sources.seen(raw.getOrigin().getCredential(), at);
                        receipt.acknowledged();
                    }

                    @Override
                    public void failed(String reason) {
                        receipt.failed(reason);
                    }
                },
                () -> tooLarge(raw, length, receipt));
    }

    /**
     * Writes a dead letter.
     *
     * @param id the same for a resend of the same bytes
     * @return false when there was no room within the wait; then the receipt is not called
     */
    public boolean write(String id, DeadLetter letter, Duration wait, Receipt receipt) {
        byte[] value = RecordCodec.get().encode(letter);
        long at = letter.getAt().toEpochMilli();
        var record = new ProducerRecord<>(kafka.topic(Topic.DEAD_LETTER), null, at, id, value);
        return send(
                record,
                wait,
                new Receipt() {
                    @Override
                    public void acknowledged() {
                        deadLetters(letter.getCode()).increment();
                        receipt.acknowledged();
                    }

                    @Override
                    public void failed(String reason) {
                        receipt.failed(reason);
                    }
                },
                () -> receipt.failed("Kafka finds a dead letter too large"));
    }

    /** A credential from which something is to come: its silence counts from now on. */
    public void expect(String credential) {
        sources.expect(credential, Instant.now());
    }

    /** Time since records wait for Kafka and none was acknowledged. */
    public Duration silence() {
        return acknowledgements.silence();
    }

    /** Records that wait for Kafka. */
    public long pending() {
        return acknowledgements.pending();
    }

    /** The partitions of topic raw; waits for Kafka at most some seconds, then throws a {@link KafkaException}. */
    List<PartitionInfo> partitions() {
        return producer.partitionsFor(kafka.topic(Topic.RAW));
    }

    /** Writes to one partition of topic raw, beside what is in flight. */
    void write(int partition, long at, byte[] value, Receipt receipt) {
        var record = new ProducerRecord<String, byte[]>(kafka.topic(Topic.RAW), partition, at, null, value);
        dispatch(record, receipt, () -> receipt.failed("Kafka finds a heartbeat too large"));
    }

    String collector() {
        return config.collector();
    }

    /** Waits some seconds for records in flight, then lets go. */
    @Override
    public void close() {
        producer.close(CLOSE);
        redirect.shutdownNow();
    }

    private boolean send(ProducerRecord<String, byte[]> record, Duration wait, Receipt receipt, Runnable tooLarge) {
        int size = Math.min(room, record.value().length + OVERHEAD);
        try {
            if (!free.tryAcquire(size, Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS)) {
                return false;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
        dispatch(
                record,
                new Receipt() {
                    @Override
                    public void acknowledged() {
                        free.release(size);
                        receipt.acknowledged();
                    }

                    @Override
                    public void failed(String reason) {
                        free.release(size);
                        receipt.failed(reason);
                    }
                },
                () -> {
                    free.release(size);
                    tooLarge.run();
                });
        return true;
    }

    private void dispatch(ProducerRecord<String, byte[]> record, Receipt receipt, Runnable tooLarge) {
        acknowledgements.sent();
        try {
            var unused = producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    acknowledgements.acknowledged();
                    receipt.acknowledged();
                } else if (failure instanceof RecordTooLargeException) {
                    acknowledgements.acknowledged();
                    tooLarge.run();
                } else {
                    acknowledgements.failed();
                    receipt.failed(reason(failure));
                }
            });
        } catch (KafkaException | IllegalStateException failure) {
            // Faults of the record or of the cluster reach the callback; what is thrown is the producer's own end.
            acknowledgements.failed();
            receipt.failed(reason(failure));
        }
    }

    /** The callback may run on the producer's own thread, which must not wait for room. */
    private void tooLarge(RawLog raw, int length, Receipt receipt) {
        DeadLetter letter = DeadLetters.of(
                raw.getOrigin(),
                raw.getFormat(),
                raw.getReceivedAt(),
                DeadLetterCode.LIMIT,
                "larger than Kafka takes in one record",
                length);
        redirect.execute(() -> {
            String id = Identity.hash("too-large", raw.getId());
            if (!write(id, letter, config.acknowledgement(), receipt)) {
                receipt.failed("no room to write a dead letter");
            }
        });
    }

    private Counter deadLetters(String code) {
        return meters.counter("fairlead." + config.stage() + ".dead.letters", "code", code);
    }

    private static String reason(Exception failure) {
        return "Kafka did not acknowledge a record (" + failure.getClass().getSimpleName() + ")";
    }
}
