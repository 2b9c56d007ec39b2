// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.stream;

import io.fairlead.detect.job.stream.Delivery.Beat;
import io.fairlead.detect.job.stream.Delivery.Understood;
import io.fairlead.detect.job.stream.Delivery.Unreadable;
import io.fairlead.schemas.codec.MalformedRecordException;
import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.Heartbeat;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Records of {@code events} as deliveries. A record that cannot be read is a delivery too, never an exception. */
public final class DeliveryReader implements KafkaRecordDeserializationSchema<Delivery> {
    private static final long serialVersionUID = 1;
    private static final int LONGEST_REASON = 500;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Delivery> out) {
        out.collect(read(record));
    }

    /** The delivery in this record. */
    static Delivery read(ConsumerRecord<byte[], byte[]> record) {
        byte @Nullable [] value = record.value();
        if (value == null) {
            return new Unreadable(record.partition(), record.offset(), 0, "the record has no value");
        }
        try {
            return read(record, RecordCodec.get().decode(value));
        } catch (MalformedRecordException e) {
            return unreadable(record, value.length, String.valueOf(e.getMessage()));
        }
    }

    private static Delivery read(ConsumerRecord<byte[], byte[]> record, SpecificRecordBase decoded) {
        if (decoded instanceof Event event) {
            return new Understood(record.partition(), record.offset(), event);
        } else if (decoded instanceof Heartbeat heartbeat) {
            return new Beat(record.partition(), heartbeat.getReceivedAt().toEpochMilli());
        }
        String name = decoded.getSchema().getName();
        return unreadable(record, record.value().length, "expected Event or Heartbeat, found " + name);
    }

    private static Delivery unreadable(ConsumerRecord<byte[], byte[]> record, int length, String reason) {
        String told = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
        return new Unreadable(record.partition(), record.offset(), length, told);
    }

    @Override
    public TypeInformation<Delivery> getProducedType() {
        return Delivery.TYPE;
    }
}
