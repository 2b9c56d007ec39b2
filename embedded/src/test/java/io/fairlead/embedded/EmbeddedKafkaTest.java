// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedKafkaTest {
    private static final TopicPartition PARTITION = new TopicPartition("lines", 0);

    @TempDir
    private Path folder;

    @Test
    void keepsDataAndAddressThroughStopAndRestart() throws Exception {
        Duration promised = Quiet.ready();
        long from = System.nanoTime();
        String address;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(promised);
            assertThat(kafka.port()).isLessThan(32_768);
            kafka.createTopics(1, "lines");
            kafka.createTopics(1, "lines");
            address = kafka.bootstrapServers();
            try (KafkaProducer<String, byte[]> producer = producer(address)) {
                send(producer, "first", "one");
                kafka.stop();
                assertThat(Ports.isFree(kafka.port())).isTrue();
                kafka.resume();
                assertThat(kafka.bootstrapServers()).isEqualTo(address);
                send(producer, "second", "two");
            }
        }
        try (EmbeddedKafka again = EmbeddedKafka.start(folder)) {
            assertThat(again.bootstrapServers()).isEqualTo(address);
            assertThat(keys(address, 2)).containsExactly("first", "second");
        }
    }

    @Test
    void takesRecordsOfEightMebibytesAndTransactions() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, Map.of("log.retention.check.interval.ms", "60000"))) {
            kafka.createTopics(1, "lines");
            byte[] large = new byte[8 * 1024 * 1024 + 100_000];
            Map<String, Object> settings = settings(kafka.bootstrapServers());
            settings.put("transactional.id", "test");
            try (KafkaProducer<String, byte[]> producer =
                    new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("lines", "large", large)).get(20, TimeUnit.SECONDS);
                producer.commitTransaction();
            }
            assertThat(keys(kafka.bootstrapServers(), 1)).containsExactly("large");
        }
    }

    @Test
    void secondBrokerOnTheSameFolderIsRefusedWithTheFolder() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
            assertThatThrownBy(() -> EmbeddedKafka.start(folder))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("lock");
            kafka.createTopics(1, "still-there");
            String address = kafka.bootstrapServers();
            kafka.stop();
            kafka.resume();
            assertThat(kafka.bootstrapServers()).isEqualTo(address);
        }
    }

    private static Map<String, Object> settings(String address) {
        return new java.util.HashMap<>(
                Map.of("bootstrap.servers", address, "acks", "all", "max.request.size", 10_000_000, "linger.ms", 0));
    }

    private static KafkaProducer<String, byte[]> producer(String address) {
        return new KafkaProducer<>(settings(address), new StringSerializer(), new ByteArraySerializer());
    }

    private static void send(KafkaProducer<String, byte[]> producer, String key, String value) throws Exception {
        byte[] bytes = value.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>("lines", key, bytes)).get(20, TimeUnit.SECONDS);
    }

    private static List<String> keys(String address, int count) {
        Map<String, Object> settings = Map.of("bootstrap.servers", address, "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            List<String> keys = new ArrayList<>();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (keys.size() < count && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> keys.add(record.key()));
            }
            return keys;
        }
    }
}
