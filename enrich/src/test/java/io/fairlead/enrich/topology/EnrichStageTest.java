// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.embedded.EmbeddedKafka;
import io.fairlead.enrich.EnrichConfig;
import io.fairlead.enrich.TestNormalizer;
import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.Heartbeat;
import io.fairlead.testkit.EventChecks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The stage against a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
final class EnrichStageTest {
    private static final int PARTITIONS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    // Static: the folder must be there before the broker starts, and go when the class is done.
    @TempDir
    static Path folder;

    private EmbeddedKafka broker;

    @BeforeAll
    void startBroker() {
        broker = EmbeddedKafka.start(folder.resolve("kafka"));
    }

    @AfterAll
    void stopBroker() {
        broker.close();
    }

    @Test
    void everyRecordComesOutOnceOnItsPartitionAcrossARestart() throws Exception {
        KafkaConfig kafka = topics("a.");
        EnrichConfig config = config("a");
        produce(kafka, 0, 300);
        try (EnrichStage stage = EnrichStage.start(config, kafka, new SimpleMeterRegistry())) {
            await().atMost(PATIENCE).until(() -> stage.health().ready());
            await().atMost(PATIENCE).until(() -> events(kafka).size() >= 300);
        }
        produce(kafka, 300, 600);
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (EnrichStage stage = EnrichStage.start(config, kafka, registry)) {
            await().atMost(PATIENCE).until(() -> events(kafka).size() >= 600);
            assertThat(stage.name()).isEqualTo("enrich");
        }
        List<ConsumerRecord<byte[], byte[]>> events = events(kafka);
        Set<String> messages = events.stream().map(EnrichStageTest::message).collect(Collectors.toSet());
        assertThat(events).hasSize(600);
        assertThat(messages).hasSize(600);
        assertThat(events).allSatisfy(record -> {
            int number = Integer.parseInt(message(record).substring("line ".length()));
            assertThat(record.partition()).isEqualTo(number % PARTITIONS);
            assertThat(record.timestamp()).isEqualTo(TestNormalizer.RECEIVED.toEpochMilli());
        });
        assertThat(registry.counter("fairlead.enrich.expired.records").count()).isZero();
    }

    @Test
    void recordsThatExpiredWhileItWasDownAreReported() throws Exception {
        KafkaConfig kafka = topics("b.");
        EnrichConfig config = config("b");
        produce(kafka, 0, 30);
        try (EnrichStage stage = EnrichStage.start(config, kafka, new SimpleMeterRegistry())) {
            await().atMost(PATIENCE).until(() -> events(kafka).size() >= 30);
            assertThat(stage.health().live()).isTrue();
        }
        produce(kafka, 30, 60);
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            admin.deleteRecords(Map.of(new TopicPartition("b.raw", 0), RecordsToDelete.beforeOffset(17)))
                    .all()
                    .get();
        }
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (EnrichStage stage = EnrichStage.start(config, kafka, registry)) {
            await().atMost(PATIENCE).until(() -> events(kafka).size() >= 54);
            assertThat(stage.health().live()).isTrue();
        }
        assertThat(registry.counter("fairlead.enrich.expired.records").count()).isEqualTo(7);
        List<Event> gaps = events(kafka).stream()
                .map(EnrichStageTest::event)
                .filter(event -> event.getDataset().equals("fairlead.gaps"))
                .toList();
        assertThat(gaps).hasSize(1);
        assertThat(EventChecks.document(gaps.get(0)).at("/fairlead/gap/from").asLong())
                .isEqualTo(10);
        assertThat(EventChecks.document(gaps.get(0)).at("/fairlead/gap/to").asLong())
                .isEqualTo(17);
    }

    @Test
    void auditRecordsThatWaitAreJoinedAfterARestart() throws Exception {
        KafkaConfig kafka = topics("e.");
        EnrichConfig config = config("e");
        String head = " msg=audit(1795359480.123:7): ";
        send(kafka, audit("type=SYSCALL" + head + "arch=c000003e syscall=59 success=yes exit=0 pid=2"));
        send(kafka, RecordCodec.get().encode(TestNormalizer.raw("plain", "between")));
        try (EnrichStage stage = EnrichStage.start(config, kafka, new SimpleMeterRegistry())) {
            await().atMost(PATIENCE).until(() -> events(kafka).size() == 1);
            assertThat(stage.health().live()).isTrue();
        }
        send(kafka, audit("type=EXECVE" + head + "argc=2 a0=\"ls\" a1=\"-l\""));
        send(kafka, RecordCodec.get().encode(new Heartbeat(TestNormalizer.RECEIVED.plusSeconds(3), "collector-1")));
        try (EnrichStage stage = EnrichStage.start(config, kafka, new SimpleMeterRegistry())) {
            await().atMost(PATIENCE).until(() -> events(kafka).size() == 3);
            assertThat(stage.health().live()).isTrue();
        }
        JsonNode joined = EventChecks.document(event(events(kafka).get(1)));
        assertThat(joined.at("/process/pid").asInt()).isEqualTo(2);
        assertThat(joined.at("/process/command_line").asText()).isEqualTo("ls -l");
    }

    @Test
    void startSaysWhichTopicIsMissing() {
        KafkaConfig kafka = kafka("none.");
        assertThatThrownBy(() -> EnrichStage.start(config("c"), kafka, new SimpleMeterRegistry()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("fairlead setup");
    }

    @Test
    void startRefusesTopicsOfDifferentWidth() {
        broker.createTopics(2, "d.raw");
        broker.createTopics(1, "d.events", "d.dead-letter");
        assertThatThrownBy(() -> EnrichStage.start(config("d"), kafka("d."), new SimpleMeterRegistry()))
                .hasMessageContaining("2 and 1 partitions");
    }

    private KafkaConfig topics(String prefix) {
        broker.createTopics(PARTITIONS, prefix + "raw", prefix + "events");
        broker.createTopics(1, prefix + "dead-letter");
        return kafka(prefix);
    }

    private KafkaConfig kafka(String prefix) {
        KafkaConfig defaults = ConfigLoader.defaults(KafkaConfig.class);
        return new KafkaConfig(
                broker.bootstrapServers(), prefix, PARTITIONS, 1, defaults.maxRecordSize(), defaults.properties());
    }

    private EnrichConfig config(String name) {
        EnrichConfig defaults = ConfigLoader.defaults(EnrichConfig.class);
        return new EnrichConfig(
                defaults.trustedProxies(),
                defaults.macKey(),
                defaults.maxDepth(),
                defaults.maxOriginalSize(),
                defaults.maxDocumentSize(),
                1,
                folder.resolve("state-" + name),
                name + "-1",
                "enrich-" + name,
                defaults.commitInterval());
    }

    private static void produce(KafkaConfig kafka, int from, int to) {
        Properties properties = new Properties();
        properties.putAll(kafka.clientProperties());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = from; i < to; i++) {
                byte[] value = RecordCodec.get().encode(TestNormalizer.raw("plain", "line " + i));
                byte[] key = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
                var unused = producer.send(new ProducerRecord<>(
                        kafka.topicPrefix() + "raw",
                        i % PARTITIONS,
                        TestNormalizer.RECEIVED.toEpochMilli(),
                        key,
                        value));
            }
            producer.flush();
        }
    }

    private static byte[] audit(String line) {
        return RecordCodec.get().encode(TestNormalizer.raw("auditd", line));
    }

    /** Writes a record to the first partition of raw. */
    private static void send(KafkaConfig kafka, byte[] value) throws Exception {
        Properties properties = new Properties();
        properties.putAll(kafka.clientProperties());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            String topic = kafka.topicPrefix() + "raw";
            long stamp = TestNormalizer.RECEIVED.toEpochMilli();
            producer.send(new ProducerRecord<>(topic, 0, stamp, null, value)).get();
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> events(KafkaConfig kafka) {
        Properties properties = new Properties();
        properties.putAll(kafka.clientProperties());
        properties.put("isolation.level", "read_committed");
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(kafka.topicPrefix() + "events").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            }
        }
        return all;
    }

    private static Event event(ConsumerRecord<byte[], byte[]> record) {
        try {
            return RecordCodec.get().decode(record.value(), Event.class);
        } catch (io.fairlead.schemas.codec.MalformedRecordException e) {
            throw new AssertionError(e);
        }
    }

    private static String message(ConsumerRecord<byte[], byte[]> record) {
        return EventChecks.document(event(record)).path("message").asText();
    }
}
