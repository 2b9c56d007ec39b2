// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.stream;

import io.fairlead.detect.alert.AlertFactory;
import io.fairlead.detect.alert.SuppressionKey;
import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.record.Alert;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * An alert on its way to the topic.
 *
 * @param id {@code Alert.id}
 * @param level the rule's level
 * @param receivedAt of the last event of the evidence, milliseconds since the epoch
 * @param bytes the record as it will stand on the topic
 * @param suppression what alerts swallow one another with it; empty when it stands whatever others do
 */
public record FiredAlert(String id, String level, long receivedAt, byte[] bytes, Optional<SuppressionKey> suppression) {
    /** How alerts cross from one operator to another. */
    public static final TypeInformation<FiredAlert> TYPE = new ValueType<>(FiredAlert.class, new Serializer());

    /** An alert that stands whatever others do. */
    public FiredAlert(String id, String level, long receivedAt, byte[] bytes) {
        this(id, level, receivedAt, bytes, Optional.empty());
    }

    /** The element for this record. */
    public static FiredAlert of(Alert alert) {
        return new FiredAlert(
                alert.getId(),
                alert.getRule().getLevel(),
                alert.getReceivedAt().toEpochMilli(),
                RecordCodec.get().encode(alert));
    }

    /** The same alert, which may swallow others or be swallowed. */
    public FiredAlert with(Optional<SuppressionKey> newSuppression) {
        return new FiredAlert(id, level, receivedAt, bytes, newSuppression);
    }

    /** The element for this record, marked with the replay that found it; null when live. */
    public static FiredAlert of(Alert alert, @Nullable String replayId) {
        return of(replayId == null ? alert : AlertFactory.withReplay(alert, replayId));
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
            target.writeBoolean(alert.suppression().isPresent());
            if (alert.suppression().isPresent()) {
                SuppressionKey key = alert.suppression().get();
                target.writeUTF(key.name());
                target.writeLong(key.timeMicros());
                target.writeLong(key.windowMicros());
            }
        }

        @Override
        public FiredAlert deserialize(DataInputView source) throws IOException {
            return new FiredAlert(
                    source.readUTF(), source.readUTF(), source.readLong(), Bytes.read(source), suppression(source));
        }

        private static Optional<SuppressionKey> suppression(DataInputView source) throws IOException {
            return source.readBoolean()
                    ? Optional.of(new SuppressionKey(source.readUTF(), source.readLong(), source.readLong()))
                    : Optional.empty();
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
