// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest;

import io.fairlead.embedded.EmbeddedKafka;
import io.fairlead.schemas.codec.MalformedRecordException;
import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import io.fairlead.schemas.record.DeadLetter;
import io.fairlead.schemas.record.Heartbeat;
import io.fairlead.schemas.record.RawLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A real broker and what stands in its topics. Each {@link #topics} call gives topics of their own. */
public final class Broker implements AutoCloseable {
    private static final int PARTITIONS = 3;
    private static final Map<TopicPartition, Long> MARKS = new ConcurrentHashMap<>();

    private final EmbeddedKafka kafka;
    private final AtomicInteger prefixes = new AtomicInteger();

    public Broker(Path directory) {
        MARKS.clear();
        kafka = EmbeddedKafka.start(directory);
    }

    public EmbeddedKafka kafka() {
        return kafka;
    }

    /** Settings whose topics exist and are empty. */
    public KafkaConfig topics() {
        KafkaConfig defaults = ConfigLoader.defaults(KafkaConfig.class);
        KafkaConfig config = new KafkaConfig(
                kafka.bootstrapServers(),
                "t" + prefixes.incrementAndGet() + ".",
                PARTITIONS,
                1,
                defaults.maxRecordSize(),
                Map.of());
        Map<String, String> large = Map.of("max.message.bytes", String.valueOf(9 << 20));
        kafka.createTopics(List.of(
                new NewTopic(config.topic(Topic.RAW), PARTITIONS, (short) 1).configs(large),
                new NewTopic(config.topic(Topic.DEAD_LETTER), 1, (short) 1)));
        return config;
    }

    /** From here on, reading begins behind what stands in the topics now. */
    public static void mark(KafkaConfig config) {
        for (Topic topic : List.of(Topic.RAW, Topic.DEAD_LETTER)) {
            try (var consumer = consumer(config)) {
                MARKS.putAll(consumer.endOffsets(partitions(consumer, config.topic(topic))));
            }
        }
    }

    /** The raw logs now in the topic, in the order they were received, by stream and sequence within one moment. */
    public static List<RawLog> raw(KafkaConfig config) {
        return records(config, Topic.RAW).stream()
                .filter(RawLog.class::isInstance)
                .map(RawLog.class::cast)
                .sorted(Comparator.comparing(RawLog::getReceivedAt)
                        .thenComparing(raw -> raw.getOrigin().getStream())
                        .thenComparing(raw -> raw.getOrigin().getSequence()))
                .toList();
    }

    /** The keys in topic raw, which are the ids of its records; for topics too large to be held. */
    public static List<String> keys(KafkaConfig config) {
        List<String> keys = new ArrayList<>();
        consume(config, Topic.RAW, record -> {
            if (record.key() != null) {
                keys.add(record.key());
            }
        });
        return keys;
    }

    public static List<Heartbeat> heartbeats(KafkaConfig config) {
        return records(config, Topic.RAW).stream()
                .filter(Heartbeat.class::isInstance)
                .map(Heartbeat.class::cast)
                .toList();
    }

    public static List<DeadLetter> deadLetters(KafkaConfig config) {
        return records(config, Topic.DEAD_LETTER).stream()
                .map(DeadLetter.class::cast)
                .toList();
    }

    /** Everything in a topic as it stands there. */
    public static List<ConsumerRecord<String, byte[]>> consume(KafkaConfig config, Topic topic) {
        List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
        consume(config, topic, all::add);
        return all;
    }

    private static void consume(KafkaConfig config, Topic topic, Consumer<ConsumerRecord<String, byte[]>> each) {
        try (var consumer = consumer(config)) {
            List<TopicPartition> partitions = partitions(consumer, config.topic(topic));
            consumer.assign(partitions);
            partitions.forEach(partition -> consumer.seek(partition, MARKS.getOrDefault(partition, 0L)));
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("topic " + topic + " cannot be read to its end");
                }
                consumer.poll(Duration.ofMillis(100)).forEach(each);
            }
        }
    }

    public static String payload(RawLog raw) {
        byte[] bytes = new byte[raw.getPayload().remaining()];
        raw.getPayload().duplicate().get(bytes);
        return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        kafka.close();
    }

    private static KafkaConsumer<String, byte[]> consumer(KafkaConfig config) {
        return new KafkaConsumer<>(config.clientProperties(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private static List<SpecificRecordBase> records(KafkaConfig config, Topic topic) {
        return consume(config, topic).stream()
                .map(record -> decode(record.value()))
                .toList();
    }

    private static SpecificRecordBase decode(byte[] value) {
        try {
            return RecordCodec.get().decode(value);
        } catch (MalformedRecordException e) {
            throw new AssertionError("a record that cannot be read stands in a topic", e);
        }
    }
}
