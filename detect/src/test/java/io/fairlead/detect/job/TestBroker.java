// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job;

import io.fairlead.embedded.EmbeddedKafka;
import io.fairlead.schemas.codec.MalformedRecordException;
import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import io.fairlead.schemas.record.Alert;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.Heartbeat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker for a test class; each test has topics of its own behind a prefix. */
public final class TestBroker implements AutoCloseable {
    /** Partitions of {@code events} and {@code alerts}. */
    public static final int PARTITIONS = 2;

    private static final int PATIENCE_SECONDS = 20;

    private final EmbeddedKafka broker;
    private final KafkaProducer<byte[], byte[]> producer;

    /** Starts it on this folder. */
    public TestBroker(Path folder) {
        // The tests' events are old: by the default retention they would expire while the test runs.
        broker = EmbeddedKafka.start(folder, Map.of("log.retention.ms", "-1"));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Settings for a test's own topics, which are created. */
    public KafkaConfig topics(String prefix) {
        KafkaConfig defaults = ConfigLoader.defaults(KafkaConfig.class);
        KafkaConfig kafka = new KafkaConfig(
                broker.bootstrapServers(),
                prefix + ".",
                PARTITIONS,
                1,
                defaults.maxRecordSize(),
                defaults.properties());
        broker.createTopics(1, kafka.topic(Topic.RULES), kafka.topic(Topic.DEAD_LETTER));
        broker.createTopics(PARTITIONS, kafka.topic(Topic.EVENTS), kafka.topic(Topic.ALERTS));
        return kafka;
    }

    /** Writes an event to a partition, stamped with its receipt. */
    public void send(KafkaConfig kafka, int partition, Event event) throws Exception {
        send(kafka, partition, event.getReceivedAt(), event);
    }

    /** Writes a heartbeat to every partition. */
    public void beat(KafkaConfig kafka, Instant receivedAt) throws Exception {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            send(kafka, partition, receivedAt, new Heartbeat(receivedAt, "test"));
        }
    }

    /** Writes bytes that are no record. */
    public void sendBroken(KafkaConfig kafka, int partition, String bytes) throws Exception {
        write(new ProducerRecord<>(kafka.topic(Topic.EVENTS), partition, null, bytes.getBytes(StandardCharsets.UTF_8)));
    }

    /** Lets everything up to now expire on a partition of the events. */
    public void expire(KafkaConfig kafka, int partition, long before) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            TopicPartition where = new TopicPartition(kafka.topic(Topic.EVENTS), partition);
            admin.deleteRecords(Map.of(where, RecordsToDelete.beforeOffset(before)))
                    .all()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** All alerts on the topic, doubles included, in the order of their partitions. */
    public List<Alert> alerts(KafkaConfig kafka) {
        return all(kafka, Topic.ALERTS, Alert.class);
    }

    /** All records of a topic. */
    public <T extends SpecificRecordBase> List<T> all(KafkaConfig kafka, Topic topic, Class<T> type) {
        List<T> records = new ArrayList<>();
        new io.fairlead.detect.job.kafka.TopicScan(kafka, topic).all(record -> {
            try {
                records.add(RecordCodec.get().decode(record.value(), type));
            } catch (MalformedRecordException e) {
                throw new AssertionError(e);
            }
        });
        return records;
    }

    private void send(KafkaConfig kafka, int partition, Instant stamp, SpecificRecordBase record) throws Exception {
        write(new ProducerRecord<>(
                kafka.topic(Topic.EVENTS),
                partition,
                stamp.toEpochMilli(),
                null,
                RecordCodec.get().encode(record)));
    }

    private void write(ProducerRecord<byte[], byte[]> record) throws Exception {
        producer.send(record).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        producer.close();
        broker.close();
    }
}
