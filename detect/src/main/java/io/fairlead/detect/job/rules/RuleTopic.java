// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.rules;

import io.fairlead.detect.RuleManifests;
import io.fairlead.detect.job.DetectException;
import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.identity.Identity;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import io.fairlead.schemas.record.RuleFile;
import io.fairlead.schemas.record.RuleFileReference;
import io.fairlead.schemas.record.RuleManifest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes rule sets on the topic {@code rules}.
 *
 * <p>Promise: the manifest is written only after Kafka acknowledged every file it names, so whoever sees a manifest finds
 * its files; when publishing breaks off, the set before stays in force. Files that no manifest names any more are
 * removed last.
 */
public final class RuleTopic {
    static final String MANIFEST_KEY = "manifest";

    private RuleTopic() {}

    /**
     * Publishes these files as the rule set, unless the very same set is in force already.
     *
     * @param publishedBy who publishes, for the record
     * @param effectiveFrom events received from here on are judged by this set
     * @return the manifest in force
     * @throws DetectException when Kafka does not take it, or when two files have one path
     */
    public static RuleManifest publish(
            KafkaConfig kafka, List<RuleFile> files, String publishedBy, Instant effectiveFrom) {
        refuseDoubles(files);
        RuleManifest manifest = RuleManifests.of(files, effectiveFrom, publishedBy);
        Optional<RuleManifest> current = RuleSetSource.manifest(kafka);
        if (current.isPresent() && current.get().getVersion().equals(manifest.getVersion())) {
            return current.get();
        }
        Map<String, Object> properties = kafka.clientProperties();
        properties.put("acks", "all");
        properties.put("compression.type", "zstd");
        properties.put("max.request.size", kafka.maxRecordSize().toInt());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            Writer writer = new Writer(producer, kafka.topic(Topic.RULES));
            files.forEach(file -> writer.send(
                    fileKey(file.getPath(), file.getHash()), RecordCodec.get().encode(file)));
            writer.await();
            writer.send(MANIFEST_KEY, RecordCodec.get().encode(manifest));
            writer.await();
            leftOver(kafka, manifest).forEach(key -> writer.send(key, null));
            writer.await();
        } catch (KafkaException e) {
            throw refused(kafka, e);
        }
        return manifest;
    }

    /** The key of a file's record. */
    static String fileKey(String path, String hash) {
        return "file/" + Identity.hash(path, hash);
    }

    private static void refuseDoubles(List<RuleFile> files) {
        Set<String> paths = new HashSet<>();
        for (RuleFile file : files) {
            if (!paths.add(file.getPath())) {
                throw new DetectException("Two rule files have the path " + file.getPath() + "; rename one of them.");
            }
        }
    }

    private static List<String> leftOver(KafkaConfig kafka, RuleManifest manifest) {
        Set<String> named = new HashSet<>();
        for (RuleFileReference reference : manifest.getFiles()) {
            named.add(fileKey(reference.getPath(), reference.getHash()));
        }
        return RuleSetSource.fileKeys(kafka).stream()
                .filter(key -> !named.contains(key))
                .toList();
    }

    private static DetectException refused(KafkaConfig kafka, Exception cause) {
        return new DetectException(
                "Kafka at " + kafka.bootstrapServers() + " did not take the rule set on topic "
                        + kafka.topic(Topic.RULES) + " (" + cause.getMessage() + "); the set before stays in force.",
                cause);
    }

    private record Writer(KafkaProducer<byte[], byte[]> producer, String topic, List<Future<RecordMetadata>> pending) {
        Writer(KafkaProducer<byte[], byte[]> producer, String topic) {
            this(producer, topic, new ArrayList<>());
        }

        void send(String key, byte @Nullable [] value) {
            pending.add(producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value)));
        }

        void await() {
            producer.flush();
            for (Future<RecordMetadata> sent : pending) {
                try {
                    sent.get();
                } catch (ExecutionException e) {
                    throw new KafkaException(String.valueOf(e.getCause()), e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new KafkaException("interrupted", e);
                }
            }
            pending.clear();
        }
    }
}
