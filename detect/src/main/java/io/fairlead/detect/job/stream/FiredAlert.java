// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.stream;

import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.record.Alert;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * An alert on its way to the topic.
 *
 * @param id {@code Alert.id}
 * @param level the rule's level
 * @param receivedAt of the last event of the evidence, milliseconds since the epoch
 * @param bytes the record as it will stand on the topic
 */
public record FiredAlert(String id, String level, long receivedAt, byte[] bytes) {
    /** How alerts cross from one operator to another. */
    public static final TypeInformation<FiredAlert> TYPE = new ValueType<>(FiredAlert.class, new Serializer());

    /** The element for this record. */
    public static FiredAlert of(Alert alert) {
        return new FiredAlert(
                alert.getId(),
                alert.getRule().getLevel(),
                alert.getReceivedAt().toEpochMilli(),
                RecordCodec.get().encode(alert));
    }

    static final class Serializer extends ValueSerializer<FiredAlert> {
        private static final long serialVersionUID = 1;

        @Override
        public FiredAlert createInstance() {
            return new FiredAlert("", "", 0, new byte[0]);
        }

        @Override
        public void serialize(FiredAlert alert, DataOutputView target) throws IOException {
            target.writeUTF(alert.id());
            target.writeUTF(alert.level());
            target.writeLong(alert.receivedAt());
            Bytes.write(alert.bytes(), target);
        }

        @Override
        public FiredAlert deserialize(DataInputView source) throws IOException {
            return new FiredAlert(source.readUTF(), source.readUTF(), source.readLong(), Bytes.read(source));
        }

        @Override
        public TypeSerializerSnapshot<FiredAlert> snapshotConfiguration() {
            return new Snapshot();
        }
    }

    /** Recreates the serializer from a checkpoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<FiredAlert> {
        /** For Flink. */
        public Snapshot() {
            super(Serializer::new);
        }
    }
}
