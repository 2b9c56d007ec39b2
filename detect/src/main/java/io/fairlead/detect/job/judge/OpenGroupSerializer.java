// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.judge;

import io.fairlead.detect.job.stream.Bytes;
import io.fairlead.detect.job.stream.ValueType;
import java.io.IOException;
import java.util.LinkedHashMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Bytes of open groups. They change in place, so a copy is a real one: a running checkpoint keeps the original. */
final class OpenGroupSerializer extends TypeSerializer<OpenGroup> {
    private static final long serialVersionUID = 1;

    static final TypeInformation<OpenGroup> TYPE = new ValueType<>(OpenGroup.class, new OpenGroupSerializer());

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public TypeSerializer<OpenGroup> duplicate() {
        return this;
    }

    @Override
    public OpenGroup createInstance() {
        return new OpenGroup("", "", new LinkedHashMap<>(), Long.MIN_VALUE, OpenGroup.NO_TIMER, new byte[0]);
    }

    @Override
    public OpenGroup copy(OpenGroup from) {
        return from.copy();
    }

    @Override
    public OpenGroup copy(OpenGroup from, OpenGroup reuse) {
        return from.copy();
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(OpenGroup group, DataOutputView target) throws IOException {
        Bytes.writeText(group.correlationId, target);
        Bytes.writeText(group.hash, target);
        Bytes.writeTexts(group.group, target);
        target.writeLong(group.receivedAt);
        target.writeLong(group.timer);
        Bytes.write(group.bytes(), target);
    }

    @Override
    public OpenGroup deserialize(DataInputView source) throws IOException {
        return new OpenGroup(
                Bytes.readText(source),
                Bytes.readText(source),
                Bytes.readTexts(source),
                source.readLong(),
                source.readLong(),
                Bytes.read(source));
    }

    @Override
    public OpenGroup deserialize(OpenGroup reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OpenGroupSerializer;
    }

    @Override
    public int hashCode() {
        return OpenGroupSerializer.class.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<OpenGroup> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Recreates the serializer from a checkpoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<OpenGroup> {
        /** For Flink. */
        public Snapshot() {
            super(OpenGroupSerializer::new);
        }
    }
}
