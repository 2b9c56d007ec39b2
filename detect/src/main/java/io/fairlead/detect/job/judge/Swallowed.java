// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.judge;

import io.fairlead.detect.job.stream.Bytes;
import io.fairlead.detect.job.stream.FiredAlert;
import io.fairlead.detect.job.stream.ValueSerializer;
import io.fairlead.detect.job.stream.ValueType;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * One window of one key.
 *
 * @param id of the alert that stands
 * @param level of the rule
 * @param receivedAt of the standing alert
 * @param bytes the standing alert
 * @param timeMicros of the standing alert: the first of the window by time, ties by id
 * @param endMicros first microsecond behind the window
 * @param sent whether it went out
 * @param number alerts swallowed
 * @param lastReceivedAt greatest receipt of all of them
 */
record Swallowed(
        String id,
        String level,
        long receivedAt,
        byte[] bytes,
        long timeMicros,
        long endMicros,
        boolean sent,
        long number,
        long lastReceivedAt) {
    static final TypeInformation<Swallowed> TYPE = new ValueType<>(Swallowed.class, new Serializer());

    /** The window with its first alert. */
    static Swallowed first(FiredAlert alert, long timeMicros, long endMicros) {
        return new Swallowed(
                alert.id(),
                alert.level(),
                alert.receivedAt(),
                alert.bytes(),
                timeMicros,
                endMicros,
                false,
                0,
                alert.receivedAt());
    }

    /** The window with one more alert: the first of them stands, unless one went out already. */
    Swallowed with(FiredAlert alert, long time) {
        boolean earlier = time < timeMicros || (time == timeMicros && alert.id().compareTo(id) < 0);
        Swallowed standing = earlier && !sent ? first(alert, time, endMicros) : this;
        return new Swallowed(
                standing.id,
                standing.level,
                standing.receivedAt,
                standing.bytes,
                standing.timeMicros,
                endMicros,
                sent,
                number + 1,
                Math.max(lastReceivedAt, alert.receivedAt()));
    }

    /** The window after its alert went out. */
    Swallowed afterSending() {
        return new Swallowed(id, level, receivedAt, bytes, timeMicros, endMicros, true, number, lastReceivedAt);
    }

    static final class Serializer extends ValueSerializer<Swallowed> {
        private static final long serialVersionUID = 1;

        @Override
        public Swallowed createInstance() {
            return new Swallowed("", "", 0, new byte[0], 0, 0, false, 0, 0);
        }

        @Override
        public void serialize(Swallowed window, DataOutputView target) throws IOException {
            target.writeUTF(window.id());
            target.writeUTF(window.level());
            target.writeLong(window.receivedAt());
            Bytes.write(window.bytes(), target);
            target.writeLong(window.timeMicros());
            target.writeLong(window.endMicros());
            target.writeBoolean(window.sent());
            target.writeLong(window.number());
            target.writeLong(window.lastReceivedAt());
        }

        @Override
        public Swallowed deserialize(DataInputView source) throws IOException {
            return new Swallowed(
                    source.readUTF(),
                    source.readUTF(),
                    source.readLong(),
                    Bytes.read(source),
                    source.readLong(),
                    source.readLong(),
                    source.readBoolean(),
                    source.readLong(),
                    source.readLong());
        }

        @Override
        public TypeSerializerSnapshot<Swallowed> snapshotConfiguration() {
            return new Snapshot();
        }
    }

    /** Recreates the serializer from a checkpoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Swallowed> {
        /** For Flink. */
        public Snapshot() {
            super(Serializer::new);
        }
    }
}
