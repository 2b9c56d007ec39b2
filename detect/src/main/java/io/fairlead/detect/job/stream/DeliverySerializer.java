// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.stream;

import io.fairlead.detect.job.stream.Delivery.Beat;
import io.fairlead.detect.job.stream.Delivery.Understood;
import io.fairlead.detect.job.stream.Delivery.Unreadable;
import io.fairlead.schemas.codec.MalformedRecordException;
import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.record.Event;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Used only where the source is not chained to what follows: on a cluster that scales them apart. */
final class DeliverySerializer extends ValueSerializer<Delivery> {
    private static final long serialVersionUID = 1;
    private static final int UNDERSTOOD = 1;
    private static final int BEAT = 2;
    private static final int UNREADABLE = 3;

    @Override
    public Delivery createInstance() {
        return new Beat(0, 0);
    }

    @Override
    public void serialize(Delivery delivery, DataOutputView target) throws IOException {
        switch (delivery) {
            case Understood understood -> {
                target.writeByte(UNDERSTOOD);
                target.writeInt(understood.partition());
                target.writeLong(understood.offset());
                Bytes.write(RecordCodec.get().encode(understood.event()), target);
            }
            case Beat beat -> {
                target.writeByte(BEAT);
                target.writeInt(beat.partition());
                target.writeLong(beat.receivedAt());
            }
            case Unreadable unreadable -> {
                target.writeByte(UNREADABLE);
                target.writeInt(unreadable.partition());
                target.writeLong(unreadable.offset());
                target.writeLong(unreadable.length());
                Bytes.writeText(unreadable.reason(), target);
            }
        }
    }

    @Override
    public Delivery deserialize(DataInputView source) throws IOException {
        int kind = source.readByte();
        int partition = source.readInt();
        return switch (kind) {
            case UNDERSTOOD -> new Understood(partition, source.readLong(), event(Bytes.read(source)));
            case BEAT -> new Beat(partition, source.readLong());
            case UNREADABLE -> new Unreadable(partition, source.readLong(), source.readLong(), Bytes.readText(source));
            default -> throw new IOException("no delivery begins with " + kind);
        };
    }

    private static Event event(byte[] bytes) throws IOException {
        try {
            return RecordCodec.get().decode(bytes, Event.class);
        } catch (MalformedRecordException e) {
            throw new IOException("an event of this job cannot be read back: " + e.getMessage(), e);
        }
    }

    @Override
    public TypeSerializerSnapshot<Delivery> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Recreates the serializer from a checkpoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Delivery> {
        /** For Flink. */
        public Snapshot() {
            super(DeliverySerializer::new);
        }
    }
}
