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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
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
 * its files; when publishing breaks off, the set before stays in force. Earlier manifests stay for a month, so that what was
 * received under them is judged by them; manifests and files beyond that are removed last.
 */
public final class RuleTopic {
    /** How long before a set takes effect it is published, so that every job knows it in time. */
    public static final Duration LEAD = Duration.ofSeconds(5);

    static final String MANIFEST_KEY = "manifest";
    static final String HISTORY_PREFIX = "manifest/";

    /** As long as events may wait to be judged, or to be replayed, the sets that were in force for them are kept. */
    private static final Duration KEPT = Duration.ofDays(30);

    private static final int MOST_KEPT = 200;

    private RuleTopic() {}

    /**
     * Publishes these files as the rule set, unless the very same set is in force already.
     *
     * @param publishedBy who publishes, for the record
     * @param effectiveFrom events received from here on are judged by this set; later when the set before takes effect later
     * @return the manifest in force
     * @throws DetectException when Kafka does not take it, or when two files have one path
     */
    public static RuleManifest publish(
            KafkaConfig kafka, List<RuleFile> files, String publishedBy, Instant effectiveFrom) {
        refuseDoubles(files);
        RuleContents contents = RuleSetSource.contents(kafka);
        Optional<RuleManifest> current = contents.newest();
        if (current.isPresent() && current.get().getVersion().equals(RuleManifests.version(files))) {
            return current.get();
        }
        Instant from = current.map(RuleManifest::getEffectiveFrom)
                .filter(before -> !before.isBefore(effectiveFrom))
                .map(before -> before.plusMillis(1))
                .orElse(effectiveFrom);
        RuleManifest manifest = RuleManifests.of(files, from, publishedBy);
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
            current.ifPresent(
                    before -> writer.send(historyKey(before), RecordCodec.get().encode(before)));
            writer.send(historyKey(manifest), RecordCodec.get().encode(manifest));
            writer.await();
            writer.send(MANIFEST_KEY, RecordCodec.get().encode(manifest));
            writer.await();
            leftOver(contents, manifest).forEach(key -> writer.send(key, null));
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

    private static String historyKey(RuleManifest manifest) {
        return HISTORY_PREFIX
                + String.format(
                        Locale.ROOT, "%020d", manifest.getEffectiveFrom().toEpochMilli()) + "/" + manifest.getVersion();
    }

    /** Manifests that nothing received lately was judged by, and files that no manifest names. */
    private static List<String> leftOver(RuleContents contents, RuleManifest manifest) {
        List<RuleManifest> all = new ArrayList<>(contents.manifests());
        all.add(manifest);
        // a set that comes into force much later does not make those before it old
        Instant now = Instant.now();
        Instant newest = manifest.getEffectiveFrom().isBefore(now) ? manifest.getEffectiveFrom() : now;
        Instant horizon = newest.minus(KEPT);
        Set<String> kept = new HashSet<>();
        for (int i = Math.max(0, all.size() - MOST_KEPT); i < all.size(); i++) {
            boolean last = i == all.size() - 1;
            if (last || all.get(i + 1).getEffectiveFrom().isAfter(horizon)) {
                kept.add(historyKey(all.get(i)));
                for (RuleFileReference reference : all.get(i).getFiles()) {
                    kept.add(fileKey(reference.getPath(), reference.getHash()));
                }
            }
        }
        return Stream.concat(contents.fileKeys().stream(), contents.historyKeys().stream())
                .filter(key -> !kept.contains(key))
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
