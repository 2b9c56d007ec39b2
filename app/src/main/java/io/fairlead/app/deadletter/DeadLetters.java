// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.deadletter;

import io.fairlead.app.kafka.TopicReader;
import io.fairlead.schemas.codec.MalformedRecordException;
import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import io.fairlead.schemas.record.DeadLetter;
import io.fairlead.schemas.record.Reference;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dead letters of a pipeline.
 *
 * <p>A retry writes the referenced record once more to the partition where it lies, byte for byte and under its own
 * timestamp. Identities are in the record, so trying twice, or trying what meanwhile went through, changes nothing. What
 * has expired or never reached Kafka cannot be tried; it is counted.
 */
public final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final long ACKNOWLEDGEMENT_SECONDS = 30;

    private final KafkaConfig kafka;

    public DeadLetters(KafkaConfig kafka) {
        this.kafka = kafka;
    }

    /** What a retry did: letters tried, originals that have expired, letters without an original in Kafka. */
    public record Retried(int tried, int expired, int withoutOriginal) {}

    /** Hands over every dead letter that the filter accepts. */
    public void read(DeadLetterFilter filter, Consumer<DeadLetter> reader) {
        try (TopicReader topic = new TopicReader(kafka)) {
            topic.readAll(
                    kafka.topic(Topic.DEAD_LETTER),
                    record -> decode(record).filter(filter::accepts).ifPresent(reader));
        }
    }

    /** Tries the originals of every dead letter that the filter accepts once more, each once. */
    public Retried retry(DeadLetterFilter filter) {
        Set<Reference> references = new LinkedHashSet<>();
        int[] without = new int[1];
        read(filter, letter -> {
            if (letter.getReference() == null) {
                without[0]++;
            } else {
                references.add(letter.getReference());
            }
        });
        int tried = 0;
        try (TopicReader topics = new TopicReader(kafka);
                KafkaProducer<byte[], byte[]> producer = producer()) {
            for (Reference reference : references) {
                Optional<ConsumerRecord<byte[], byte[]>> original =
                        topics.read(reference.getTopic(), reference.getPartition(), reference.getOffset());
                if (original.isPresent()) {
                    send(producer, original.get());
                    tried++;
                }
            }
        }
        return new Retried(tried, references.size() - tried, without[0]);
    }

    private Optional<DeadLetter> decode(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(RecordCodec.get().decode(record.value(), DeadLetter.class));
        } catch (MalformedRecordException e) {
            LOG.warn("record {} of {} is no dead letter: {}", record.offset(), record.topic(), e.getMessage());
            return Optional.empty();
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        var properties = kafka.clientProperties();
        properties.put("acks", "all");
        properties.put("max.request.size", (int)
                Math.min(Integer.MAX_VALUE, kafka.maxRecordSize().bytes() + 65_536));
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, ConsumerRecord<byte[], byte[]> original) {
        ProducerRecord<byte[], byte[]> again = new ProducerRecord<>(
                original.topic(),
                original.partition(),
                original.timestamp(),
                original.key(),
                original.value(),
                original.headers());
        try {
            producer.send(again).get(ACKNOWLEDGEMENT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException(
                    "Kafka did not take the record of " + original.topic() + "-" + original.partition() + "@"
                            + original.offset() + " once more; run the retry again",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted during the retry", e);
        }
    }
}
