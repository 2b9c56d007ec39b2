// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job;

import io.fairlead.detect.job.stream.FiredAlert;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Alerts as records: keyed by id, stamped with the receipt of the last event of their evidence. */
final class AlertWriter implements KafkaRecordSerializationSchema<FiredAlert> {
    private static final long serialVersionUID = 1;

    private final String topic;

    AlertWriter(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            FiredAlert alert, KafkaSinkContext context, @Nullable Long timestamp) {
        return new ProducerRecord<>(
                topic, null, alert.receivedAt(), alert.id().getBytes(StandardCharsets.UTF_8), alert.bytes());
    }
}
