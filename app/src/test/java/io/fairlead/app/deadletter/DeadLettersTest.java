// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.app.kafka.KafkaSetup;
import io.fairlead.app.kafka.TopicReader;
import io.fairlead.embedded.EmbeddedKafka;
import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import io.fairlead.schemas.record.DeadLetter;
import io.fairlead.schemas.record.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker. */
final class DeadLettersTest {
    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");
    private static final DeadLetterFilter ALL = new DeadLetterFilter(Optional.empty(), Optional.empty());

    @TempDir
    static Path data;

    private static EmbeddedKafka broker;
    private static KafkaConfig kafka;

    @BeforeAll
    static void start() {
        broker = EmbeddedKafka.start(data);
        kafka = ConfigLoader.defaults(KafkaConfig.class).withBootstrapServers(broker.bootstrapServers());
        KafkaSetup.apply(kafka);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void originalsAreTriedAgainOnceAndUnchanged() throws Exception {
        RecordMetadata original = send(Topic.RAW, "key", "payload".getBytes(StandardCharsets.UTF_8));
        send(letter("parse", reference(original.partition(), original.offset())));
        send(letter("parse", reference(original.partition(), original.offset())));
        send(letter("parse", reference(original.partition(), 4_711)));
        send(letter("parse", null));
        send(letter("schema", reference(original.partition(), original.offset())));
        sendBytes(Topic.DEAD_LETTER, "junk", new byte[] {1, 2, 3});

        List<DeadLetter> listed = new ArrayList<>();
        new DeadLetters(kafka).read(ALL, listed::add);
        assertThat(listed).hasSize(5);

        DeadLetterFilter parse = new DeadLetterFilter(Optional.of("enrich"), Optional.of("parse"));
        assertThat(new DeadLetters(kafka).retry(parse)).isEqualTo(new DeadLetters.Retried(1, 1, 1));

        List<ConsumerRecord<byte[], byte[]>> raw = new ArrayList<>();
        try (TopicReader reader = new TopicReader(kafka)) {
            reader.readAll(kafka.topic(Topic.RAW), raw::add);
        }
        assertThat(raw).hasSize(2);
        assertThat(raw.get(1).partition()).isEqualTo(raw.get(0).partition());
        assertThat(raw.get(1).key()).isEqualTo(raw.get(0).key());
        assertThat(raw.get(1).value()).isEqualTo(raw.get(0).value());
        assertThat(raw.get(1).timestamp()).isEqualTo(raw.get(0).timestamp());
    }

    private static DeadLetter letter(String code, @Nullable Reference reference) {
        return DeadLetter.newBuilder()
                .setStage("enrich")
                .setCode(code)
                .setMessage("not JSON")
                .setAt(AT)
                .setReference(reference)
                .setLength(7)
                .build();
    }

    private static Reference reference(int partition, long offset) {
        return new Reference(kafka.topic(Topic.RAW), partition, offset);
    }

    private static void send(DeadLetter letter) throws Exception {
        sendBytes(Topic.DEAD_LETTER, "reference", RecordCodec.get().encode(letter));
    }

    private static RecordMetadata send(Topic topic, String key, byte[] value) throws Exception {
        return sendBytes(topic, key, value);
    }

    private static RecordMetadata sendBytes(Topic topic, String key, byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka.clientProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            return producer.send(new ProducerRecord<>(
                            kafka.topic(topic), null, AT.toEpochMilli(), key.getBytes(StandardCharsets.UTF_8), value))
                    .get(30, TimeUnit.SECONDS);
        }
    }
}
