// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.stream;

import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.schemas.record.DeadLetter;
import io.fairlead.schemas.record.Origin;
import io.fairlead.schemas.record.Reference;
import java.io.IOException;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter on its way to the topic.
 *
 * @param key the record's key: what it refers to, the same each time it is set aside
 * @param bytes the record as it will stand on the topic
 */
public record SetAside(String key, byte[] bytes) {
    /** How dead letters cross from one operator to another. */
    public static final TypeInformation<SetAside> TYPE = new ValueType<>(SetAside.class, new Serializer());

    private static final String STAGE = "detect";

    /** For a record of a topic; its bytes are not shown, as nothing vouches that they hold no secret. */
    public static SetAside record(
            DeadLetterCode code, String message, @Nullable Origin origin, Reference reference, long length) {
        String key = reference.getTopic() + "-" + reference.getPartition() + "@" + reference.getOffset();
        return of(key, code, message, origin, reference, length);
    }

    /** For an alert that cannot be sent. */
    public static SetAside alert(DeadLetterCode code, String message, String alertId, long length) {
        return of("alert/" + alertId, code, message, null, null, length);
    }

    private static SetAside of(
            String key,
            DeadLetterCode code,
            String message,
            @Nullable Origin origin,
            @Nullable Reference reference,
            long length) {
        DeadLetter letter =
                new DeadLetter(STAGE, code.code(), message, Instant.now(), origin, "", reference, length, "");
        return new SetAside(key, RecordCodec.get().encode(letter));
    }

    static final class Serializer extends ValueSerializer<SetAside> {
        private static final long serialVersionUID = 1;

        @Override
        public SetAside createInstance() {
            return new SetAside("", new byte[0]);
        }

        @Override
        public void serialize(SetAside letter, DataOutputView target) throws IOException {
            target.writeUTF(letter.key());
            Bytes.write(letter.bytes(), target);
        }

        @Override
        public SetAside deserialize(DataInputView source) throws IOException {
            return new SetAside(source.readUTF(), Bytes.read(source));
        }

        @Override
        public TypeSerializerSnapshot<SetAside> snapshotConfiguration() {
            return new Snapshot();
        }
    }

    /** Recreates the serializer from a checkpoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<SetAside> {
        /** For Flink. */
        public Snapshot() {
            super(Serializer::new);
        }
    }
}
