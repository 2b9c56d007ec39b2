// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.record.Origin;
import io.fairlead.schemas.record.RawLog;
import io.fairlead.testkit.PlantedRecords;
import io.fairlead.testkit.PlantedSecrets;
import io.fairlead.testkit.PlantedSecrets.Planted;
import io.fairlead.testkit.SecretSearch.Coding;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Records of every format with secrets in them, straight on {@code raw}, as a collector of any kind puts them there: every
 * kind of secret stands in records of several formats, in clear or in one or two codings.
 */
final class PlantedFormats {
    private static final int TEXTS = 3;
    private static final int TREES = 1;
    private static final String CLUSTER = "planted";

    private final List<RawLog> records = new ArrayList<>();
    private final List<String> secrets = new ArrayList<>();

    /** Makes them from the golden records of enrich. */
    static PlantedFormats prepare(Random random) {
        PlantedRecords goldens = PlantedRecords.of(PipelineProcess.root().resolve("enrich/src/test/resources/golden"));
        PlantedFormats planted = new PlantedFormats();
        Deque<Planted> texts = new ArrayDeque<>();
        Deque<Planted> trees = new ArrayDeque<>();
        for (String format : goldens.formats()) {
            for (int i = 0; i < TEXTS; i++) {
                Planted secret = next(texts, () -> PlantedSecrets.texts(random));
                String phrase = coding(random).encode(coding(random).encode(secret.phrase()));
                planted.add(format, secret, goldens.withText(format, phrase, random));
            }
            for (int i = 0; i < TREES; i++) {
                Planted secret = next(trees, () -> PlantedSecrets.trees(random));
                Optional<byte[]> record = goldens.withTree(format, secret.phrase(), random);
                record.ifPresent(bytes -> planted.add(format, secret, bytes));
            }
        }
        return planted;
    }

    /** What nobody may see behind {@code raw}. */
    List<String> secrets() {
        return secrets;
    }

    /** Sends them, and behind them a line to every partition; the texts of these lines. */
    List<String> send(String kafka) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka, "acks", "all");
        List<String> last = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            int partitions = producer.partitionsFor("raw").size();
            for (int i = 0; i < records.size(); i++) {
                send(producer, i % partitions, records.get(i));
            }
            for (int partition = 0; partition < partitions; partition++) {
                String line = "the last line of partition " + partition;
                last.add(line);
                send(producer, partition, record("plain", line.getBytes(StandardCharsets.UTF_8)));
            }
            producer.flush();
        }
        return last;
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, int partition, RawLog record) {
        var unused = producer.send(
                new ProducerRecord<>("raw", partition, null, RecordCodec.get().encode(record)));
    }

    private void add(String format, Planted secret, byte[] payload) {
        records.add(record(format, payload));
        secrets.add(secret.secret());
    }

    private static RawLog record(String format, byte[] payload) {
        Origin origin = new Origin("test", "", "", "planted", null, CLUSTER, "");
        return new RawLog(
                UUID.randomUUID().toString(), origin, format, Instant.now(), ByteBuffer.wrap(payload), Map.of());
    }

    /** The next kind; when all had their turn, all anew. */
    private static Planted next(Deque<Planted> left, Supplier<List<Planted>> all) {
        if (left.isEmpty()) {
            left.addAll(all.get());
        }
        return left.removeFirst();
    }

    private static Coding coding(Random random) {
        return random.nextBoolean() ? Coding.PLAIN : Coding.values()[random.nextInt(Coding.values().length)];
    }
}
