// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.kafka;

import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import java.util.Map;
import java.util.TreeMap;

/**
 * A topic as it is to be created.
 *
 * @param name full name
 * @param partitions number of partitions
 * @param replicas replicas of each
 * @param settings Kafka's topic settings by their Kafka names
 */
record TopicPlan(String name, int partitions, short replicas, Map<String, String> settings) {
    /** Room for the batch header, keys and headers around the largest record. */
    private static final long OVERHEAD = 64 * 1024;

    static TopicPlan of(Topic topic, KafkaConfig kafka) {
        Map<String, String> settings = new TreeMap<>(topic.settings());
        if (!topic.retention().isZero()) {
            settings.put("cleanup.policy", "delete");
            settings.put("retention.ms", String.valueOf(topic.retention().toMillis()));
        }
        settings.put("max.message.bytes", String.valueOf(kafka.maxRecordSize().bytes() + OVERHEAD));
        int partitions = topic == Topic.RULES ? 1 : kafka.partitions();
        return new TopicPlan(kafka.topic(topic), partitions, (short) kafka.replicationFactor(), settings);
    }
}
