// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.rules;

import io.fairlead.detect.job.DetectException;
import io.fairlead.detect.job.kafka.TopicScan;
import io.fairlead.schemas.codec.MalformedRecordException;
import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.identity.Identity;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import io.fairlead.schemas.record.RuleFile;
import io.fairlead.schemas.record.RuleFileReference;
import io.fairlead.schemas.record.RuleManifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rule set in force from the topic {@code rules}.
 *
 * <p>Promise: the set is whole, with every file its manifest names and each as its hash says, or there is an exception
 * with one sentence; half a set is never returned. A publisher at work at the same time does no harm: the set is then
 * read once more.
 */
public final class RuleSetSource {
    private static final int ATTEMPTS = 3;

    private RuleSetSource() {}

    /**
     * The set last published; empty when none was.
     *
     * @throws DetectException when Kafka does not answer, the topic does not exist, or the set on it is not whole
     */
    public static Optional<PublishedRuleSet> read(KafkaConfig kafka) {
        String fault = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Contents contents = contents(kafka);
            RuleManifest manifest = contents.manifest;
            if (manifest == null) {
                return Optional.empty();
            }
            List<RuleFile> files = new ArrayList<>();
            fault = collect(manifest, contents.files, files);
            if (fault.isEmpty()) {
                return Optional.of(PublishedRuleSet.of(manifest, files));
            }
        }
        throw new DetectException("The rule set on topic " + kafka.topic(Topic.RULES) + " is not whole (" + fault
                + "); publish it again with 'fairlead setup'.");
    }

    /** The manifest last published; empty when there is none. */
    static Optional<RuleManifest> manifest(KafkaConfig kafka) {
        return Optional.ofNullable(contents(kafka).manifest);
    }

    /** Keys of all files that lie on the topic. */
    static List<String> fileKeys(KafkaConfig kafka) {
        return List.copyOf(contents(kafka).files.keySet());
    }

    private static String collect(RuleManifest manifest, Map<String, RuleFile> held, List<RuleFile> files) {
        for (RuleFileReference reference : manifest.getFiles()) {
            RuleFile file = held.get(RuleTopic.fileKey(reference.getPath(), reference.getHash()));
            if (file == null) {
                return "the manifest names " + reference.getPath() + ", which is not there";
            }
            byte[] content = new byte[file.getContent().remaining()];
            file.getContent().duplicate().get(content);
            if (!Identity.sha256Hex(content).equals(reference.getHash())) {
                return reference.getPath() + " is not what its hash says";
            }
            files.add(file);
        }
        return "";
    }

    private static Contents contents(KafkaConfig kafka) {
        Contents contents = new Contents();
        new TopicScan(kafka, Topic.RULES).all(record -> {
            String key = record.key() == null ? "" : new String(record.key(), java.nio.charset.StandardCharsets.UTF_8);
            contents.take(key, record.value(), kafka.topic(Topic.RULES));
        });
        return contents;
    }

    private static final class Contents {
        private final Map<String, RuleFile> files = new LinkedHashMap<>();
        private @Nullable RuleManifest manifest;

        void take(String key, byte @Nullable [] value, String topic) {
            try {
                if (key.equals(RuleTopic.MANIFEST_KEY)) {
                    manifest = value == null ? null : RecordCodec.get().decode(value, RuleManifest.class);
                } else if (value == null) {
                    files.remove(key);
                } else {
                    files.put(key, RecordCodec.get().decode(value, RuleFile.class));
                }
            } catch (MalformedRecordException e) {
                throw new DetectException(
                        "The record '" + key + "' on topic " + topic + " cannot be read (" + e.getMessage()
                                + "); publish the rules again with 'fairlead setup'.",
                        e);
            }
        }
    }
}
