// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.kafka;

import io.fairlead.detect.job.DetectException;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Looks through a topic once, from a time or from its beginning to the end it had when the look began. Takes part in no
 * consumer group and commits nothing.
 */
public final class TopicScan {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConfig kafka;
    private final String topic;

    /** A look at this topic. */
    public TopicScan(KafkaConfig kafka, Topic topic) {
        this.kafka = kafka;
        this.topic = kafka.topic(topic);
    }

    /**
     * Shows every record to the reader, in the order of its partition.
     *
     * @throws DetectException when Kafka does not answer or the topic does not exist
     */
    public void all(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        run(consumer -> {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            drain(consumer, consumer.endOffsets(partitions), reader);
            return partitions.size();
        });
    }

    /**
     * Shows the records from the first one of this time on, in milliseconds since the epoch. A topic is not sorted by
     * time: earlier records may be among them, but no later one is left out.
     */
    public void since(long millis, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        run(consumer -> {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> times = new HashMap<>();
            partitions.forEach(partition -> times.put(partition, millis));
            Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
            for (TopicPartition partition : partitions) {
                OffsetAndTimestamp start = starts.get(partition);
                consumer.seek(partition, start == null ? end(ends, partition) : start.offset());
            }
            drain(consumer, ends, reader);
            return partitions.size();
        });
    }

    /** Number of partitions. */
    public int partitionCount() {
        return run(consumer -> partitions(consumer).size());
    }

    /** Something asked of the topic. */
    public interface Question<T> {
        /** The answer. */
        T ask(KafkaConsumer<byte[], byte[]> consumer);
    }

    /** Asks something of the topic through a consumer of its own; what Kafka throws becomes one sentence. */
    public <T> T run(Question<T> question) {
        return ask(kafka.clientProperties(), question);
    }

    /** As {@link #run}, with a consumer that may ask what a group has read. */
    public <T> T asGroup(String group, Question<T> question) {
        Map<String, Object> properties = kafka.clientProperties();
        properties.put("group.id", group);
        return ask(properties, question);
    }

    private <T> T ask(Map<String, Object> properties, Question<T> question) {
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", "false");
        properties.put("allow.auto.create.topics", "false");
        properties.put("default.api.timeout.ms", String.valueOf(PATIENCE.toMillis()));
        properties.put("auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return question.ask(consumer);
        } catch (KafkaException e) {
            throw new DetectException(
                    "Kafka at " + kafka.bootstrapServers() + " gave no answer about topic " + topic + " ("
                            + e.getMessage() + "); check that it runs and may be read.",
                    e);
        }
    }

    /**
     * The topic's partitions.
     *
     * @throws DetectException when it does not exist
     */
    public List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new DetectException("Topic " + topic + " does not exist; create it with 'fairlead setup'.");
        }
        return partitions;
    }

    private void drain(
            KafkaConsumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> ends,
            Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ends.keySet().stream().anyMatch(partition -> consumer.position(partition) < end(ends, partition))) {
            int seen = 0;
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                seen++;
                if (record.offset() < end(ends, new TopicPartition(record.topic(), record.partition()))) {
                    reader.accept(record);
                }
            }
            if (seen > 0) {
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new DetectException("Kafka at " + kafka.bootstrapServers() + " stopped answering while topic "
                        + topic + " was read; check the broker and start again.");
            }
        }
    }

    private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }
}
