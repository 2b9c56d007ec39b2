// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.topology;

import io.fairlead.enrich.EnrichConfig;
import io.fairlead.schemas.kafka.KafkaConfig;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** How Kafka Streams is set up for enrich. */
final class StreamsSettings {
    private static final int SESSION_TIMEOUT_MILLIS = 10_000;
    private static final int BATCH_BYTES = 256 * 1024;
    private static final int REQUEST_HEADROOM = 64 * 1024;

    private StreamsSettings() {}

    static Properties of(EnrichConfig config, KafkaConfig kafka) {
        Properties properties = new Properties();
        properties.putAll(kafka.clientProperties());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
        properties.put(StreamsConfig.CLIENT_ID_CONFIG, config.instanceId());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir().toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.streamThreads());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, kafka.replicationFactor());
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitInterval().toMillis());
        // a member that was killed is back under its name before its session ends: no rebalance in between
        properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, config.instanceId());
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
        properties.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG),
                Math.max(
                        ConsumerConfig.DEFAULT_FETCH_MAX_BYTES,
                        kafka.maxRecordSize().toInt()));
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
        // an event has some kilobytes: the client's own 16 KiB would send three at a time
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        // One request at a time: while the end of the transaction before is still being written, the broker puts off
        // the first batch of the next and refuses those behind it as out of order, again and again on a busy machine.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                kafka.maxRecordSize().toInt() + REQUEST_HEADROOM);
        return properties;
    }
}
