// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.rules;

import io.fairlead.detect.job.DetectException;
import io.fairlead.detect.job.kafka.TopicScan;
import io.fairlead.schemas.codec.MalformedRecordException;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import io.fairlead.schemas.record.RuleManifest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Reads rule sets from the topic {@code rules}, once.
 *
 * <p>Promise: a set is whole, with every file its manifest names and each as its hash says, or there is an exception
 * with one sentence; half a set is never returned. A publisher at work at the same time does no harm: the topic is then
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
        return timeline(kafka).map(RuleTimeline::newest);
    }

    /**
     * The set last published and those before it that the topic still holds; empty when none was published.
     *
     * @throws DetectException as {@link #read}; of earlier sets those that are not whole are left out
     */
    public static Optional<RuleTimeline> timeline(KafkaConfig kafka) {
        String fault = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            RuleContents contents = contents(kafka);
            Optional<RuleManifest> newest = contents.newest();
            if (newest.isEmpty()) {
                return Optional.empty();
            }
            fault = contents.fault(newest.get());
            if (fault.isEmpty()) {
                return Optional.of(RuleTimeline.of(contents.sets()));
            }
        }
        throw new DetectException("The rule set on topic " + kafka.topic(Topic.RULES) + " is not whole (" + fault
                + "); publish it again with 'fairlead setup'.");
    }

    /** Keys of all files that lie on the topic. */
    static List<String> fileKeys(KafkaConfig kafka) {
        return contents(kafka).fileKeys();
    }

    /** What lies on the topic. */
    static RuleContents contents(KafkaConfig kafka) {
        RuleContents contents = new RuleContents();
        String topic = kafka.topic(Topic.RULES);
        new TopicScan(kafka, Topic.RULES).all(record -> {
            String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
            try {
                contents.take(key, record.value());
            } catch (MalformedRecordException e) {
                throw new DetectException(
                        "The record '" + key + "' on topic " + topic + " cannot be read (" + e.getMessage()
                                + "); publish the rules again with 'fairlead setup'.",
                        e);
            }
        });
        return contents;
    }
}
