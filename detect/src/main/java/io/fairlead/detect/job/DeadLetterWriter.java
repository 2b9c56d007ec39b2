// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job;

import io.fairlead.detect.job.stream.SetAside;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Dead letters as records, keyed by what they refer to. */
final class DeadLetterWriter implements KafkaRecordSerializationSchema<SetAside> {
    private static final long serialVersionUID = 1;

    private final String topic;

    DeadLetterWriter(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            SetAside letter, KafkaSinkContext context, @Nullable Long timestamp) {
        return new ProducerRecord<>(topic, letter.key().getBytes(StandardCharsets.UTF_8), letter.bytes());
    }
}
