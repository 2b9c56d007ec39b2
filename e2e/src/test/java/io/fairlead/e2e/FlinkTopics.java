// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.embedded.EmbeddedKafka;
import io.fairlead.schemas.codec.MalformedRecordException;
import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import io.fairlead.schemas.record.Alert;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics of one detection job: what goes in, how far it has come, what came out. */
final class FlinkTopics implements AutoCloseable {
    static final int PARTITIONS = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final KafkaConfig kafka;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    FlinkTopics(EmbeddedKafka broker, KafkaConfig kafka) {
        this.kafka = kafka;
        broker.createTopics(1, kafka.topic(Topic.RULES), kafka.topic(Topic.DEAD_LETTER));
        broker.createTopics(PARTITIONS, kafka.topic(Topic.EVENTS), kafka.topic(Topic.ALERTS));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Sends events over all partitions. */
    void send(List<Event> events) {
        for (Event event : events) {
            int partition = Math.floorMod(event.getId().hashCode(), PARTITIONS);
            write(partition, event.getReceivedAt(), event);
        }
        awaitSent();
    }

    /** Lets the recorded clock of every partition go on to here. */
    void beat(Instant receivedAt) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            write(partition, receivedAt, new Heartbeat(receivedAt, "test"));
        }
        awaitSent();
    }

    /**
     * Waits until a checkpoint covers all that was sent: the group's offsets are written after one, and the alerts of what
     * lies before it are on their topic then.
     */
    void awaitJudged(String group) {
        String topic = kafka.topic(Topic.EVENTS);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(topic);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            await(group + " has judged all of " + topic).atMost(PATIENCE).untilAsserted(() -> {
                Map<TopicPartition, Long> read = new HashMap<>();
                admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get(10, TimeUnit.SECONDS)
                        .forEach((partition, offset) -> {
                            if (partition.topic().equals(topic) && offset != null) {
                                read.put(partition, offset.offset());
                            }
                        });
                assertThat(read).containsExactlyInAnyOrderEntriesOf(ends);
            });
        }
    }

    /** All alerts that were committed, doubles included. */
    List<Alert> alerts() {
        List<Alert> alerts = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(kafka.topic(Topic.ALERTS));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (partitions.stream().anyMatch(part -> consumer.position(part) < ends.getOrDefault(part, 0L))) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("the alerts cannot be read to their end");
                }
                consumer.poll(Duration.ofMillis(200)).forEach(record -> alerts.add(decoded(record.value())));
            }
        }
        return alerts;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(String topic) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            partitions.add(new TopicPartition(topic, partition));
        }
        return partitions;
    }

    private static Alert decoded(byte[] bytes) {
        try {
            return RecordCodec.get().decode(bytes, Alert.class);
        } catch (MalformedRecordException e) {
            throw new AssertionError(e);
        }
    }

    private void write(int partition, Instant stamp, SpecificRecordBase record) {
        sent.add(producer.send(new ProducerRecord<>(
                kafka.topic(Topic.EVENTS),
                partition,
                stamp.toEpochMilli(),
                null,
                RecordCodec.get().encode(record))));
    }

    private void awaitSent() {
        producer.flush();
        assertThat(sent).allSatisfy(record -> assertThat(record).succeedsWithin(PATIENCE));
        sent.clear();
    }

    @Override
    public void close() {
        producer.close();
    }
}
