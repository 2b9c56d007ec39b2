// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.kafka;

import io.fairlead.schemas.kafka.KafkaConfig;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The producer's settings: every replica acknowledges, no reordering or doubling by retries, an end to every wait. */
final class ProducerSettings {
    /** Longest wait of a call for metadata or for room in the producer's buffer. */
    static final Duration MAX_BLOCK = Duration.ofSeconds(5);

    private static final int ENVELOPE = 64 * 1024;
    private static final int LINGER_MILLIS = 5;

    private ProducerSettings() {}

    static Map<String, Object> of(KafkaConfig kafka, String client, Duration acknowledgement, long maxInFlight) {
        Map<String, Object> settings = kafka.clientProperties();
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, client);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        settings.put(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, kafka.maxRecordSize().toInt() + ENVELOPE);
        // The records in flight are bounded by us; the producer's own buffer must not be the narrower one.
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2 * maxInFlight);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK.toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(acknowledgement.toMillis()));
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(acknowledgement.toMillis() / 2));
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000");
        settings.put(ProducerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, "2000");
        return settings;
    }
}
