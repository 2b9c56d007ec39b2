// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.schemas.kafka;

import io.fairlead.schemas.config.DataSize;
import io.fairlead.schemas.config.Setting;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How every stage reaches Kafka.
 *
 * @param bootstrapServers host:port of brokers, comma-separated
 * @param topicPrefix put before every topic name
 * @param partitions partitions of raw, events and alerts when they are created
 * @param replicationFactor replicas of each topic when they are created
 * @param maxRecordSize largest record that is produced
 * @param properties further client properties
 */
public record KafkaConfig(
        @Setting(doc = "Brokers to start from, host:port, comma-separated.", defaultValue = "127.0.0.1:9092")
        String bootstrapServers,

        @Setting(doc = "Put before every topic name.", defaultValue = "")
        String topicPrefix,

        @Setting(
                doc = "Partitions of raw, events and alerts when they are created.",
                defaultValue = "4",
                min = 1,
                max = 10_000)
        int partitions,

        @Setting(doc = "Replicas of each topic when it is created.", defaultValue = "1", min = 1, max = 32)
        int replicationFactor,

        @Setting(doc = "Largest record that is produced; larger ones become dead letters.", defaultValue = "8MiB")
        DataSize maxRecordSize,

        @Setting(doc = "Further properties of Kafka clients, for example security.protocol, by their Kafka names.")
        Map<String, String> properties) {

    /** The properties every client starts from; callers add serializers, group and acks. */
    public Map<String, Object> clientProperties() {
        Map<String, Object> all = new LinkedHashMap<>(properties);
        all.put("bootstrap.servers", bootstrapServers);
        return all;
    }

    /** The full name of a topic. */
    public String topic(Topic topic) {
        return topic.name(topicPrefix);
    }

    /** The same settings against other brokers: what starts an embedded broker uses it. */
    public KafkaConfig withBootstrapServers(String servers) {
        return new KafkaConfig(servers, topicPrefix, partitions, replicationFactor, maxRecordSize, properties);
    }
}
