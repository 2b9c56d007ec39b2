// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.kafka;

import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import io.fairlead.schemas.record.DeadLetter;
import io.fairlead.schemas.record.Origin;
import io.fairlead.schemas.record.Reference;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sets records aside on the dead-letter topic.
 *
 * <p>Promise: when {@link #send} returns, Kafka has acknowledged the dead letter. A crash before the record's offset is
 * committed can write it a second time, under the same key.
 */
public final class DeadLetters implements AutoCloseable {
    private static final String STAGE = "sink";

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final MeterRegistry meters;

    public DeadLetters(KafkaConfig kafka, String clientId, MeterRegistry meters) {
        Map<String, Object> properties = new HashMap<>(kafka.clientProperties());
        properties.put("client.id", clientId);
        properties.put("acks", "all");
        properties.put("enable.idempotence", "true");
        properties.put("delivery.timeout.ms", "30000");
        properties.put("request.timeout.ms", "10000");
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        this.topic = kafka.topic(Topic.DEAD_LETTER);
        this.meters = meters;
        // Registered from the start, so that a zero can be told from a missing counter.
        for (DeadLetterCode code : DeadLetterCode.values()) {
            counter(code);
        }
    }

    /**
     * Sets a record aside.
     *
     * @param message what is wrong, without any value of the record
     * @param origin where the original came from, if known
     * @throws InterruptedException when asked to stop
     * @throws IllegalStateException when Kafka does not take it: the record must not count as done
     */
    public void send(
            DeadLetterCode code, String message, @Nullable Origin origin, ConsumerRecord<byte[], byte[]> record)
            throws InterruptedException {
        long now = Instant.now().toEpochMilli();
        DeadLetter letter = DeadLetter.newBuilder()
                .setStage(STAGE)
                .setCode(code.code())
                .setMessage(message)
                .setAt(Instant.ofEpochMilli(now))
                .setOrigin(origin)
                .setReference(Reference.newBuilder()
                        .setTopic(record.topic())
                        .setPartition(record.partition())
                        .setOffset(record.offset())
                        .build())
                .setLength(record.value() == null ? 0 : record.value().length)
                .build();
        String key = record.topic() + "-" + record.partition() + "-" + record.offset();
        try {
            producer.send(new ProducerRecord<>(
                            topic,
                            null,
                            now,
                            key.getBytes(StandardCharsets.UTF_8),
                            RecordCodec.get().encode(letter)))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not take a dead letter", e.getCause());
        }
        counter(code).increment();
    }

    private Counter counter(DeadLetterCode code) {
        return meters.counter("fairlead.sink.dead.letters", "code", code.code());
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(5));
    }
}
