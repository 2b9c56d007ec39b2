// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.stream;

import io.fairlead.detect.correlate.CorrelationInput;
import io.fairlead.detect.correlate.Grouped;
import io.fairlead.detect.correlate.InputCodec;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A match on its way to the state of one correlation and one group.
 *
 * @param key names the state; changes with the correlation's hash, so that a changed rule starts clean
 * @param correlationId the correlation
 * @param stateHash names the correlation's state in the rule set that judged
 * @param depth how many correlations stand on one another up to this one
 * @param group group-by names and values in the rule's order
 * @param input the match
 */
public record GroupInput(
        String key,
        String correlationId,
        String stateHash,
        int depth,
        LinkedHashMap<String, String> group,
        CorrelationInput input) {
    /** How inputs cross from one operator to another. */
    public static final TypeInformation<GroupInput> TYPE = new ValueType<>(GroupInput.class, new Serializer());

    /** The element for this match. */
    public static GroupInput of(Grouped grouped) {
        return new GroupInput(
                grouped.key(),
                grouped.correlation().id(),
                grouped.stateHash(),
                grouped.correlation().depth(),
                new LinkedHashMap<>(grouped.group()),
                grouped.input());
    }

    static final class Serializer extends ValueSerializer<GroupInput> {
        private static final long serialVersionUID = 1;

        @Override
        public GroupInput createInstance() {
            return new GroupInput(
                    "",
                    "",
                    "",
                    1,
                    new LinkedHashMap<>(),
                    new CorrelationInput("", "", 0, 0, "", "", java.util.List.of(), java.util.List.of(), Map.of()));
        }

        @Override
        public void serialize(GroupInput input, DataOutputView target) throws IOException {
            target.writeUTF(input.key());
            Bytes.writeText(input.correlationId(), target);
            target.writeUTF(input.stateHash());
            target.writeByte(input.depth());
            Bytes.writeTexts(input.group(), target);
            Bytes.write(InputCodec.toBytes(input.input()), target);
        }

        @Override
        public GroupInput deserialize(DataInputView source) throws IOException {
            return new GroupInput(
                    source.readUTF(),
                    Bytes.readText(source),
                    source.readUTF(),
                    source.readByte(),
                    Bytes.readTexts(source),
                    InputCodec.fromBytes(Bytes.read(source)));
        }

        @Override
        public TypeSerializerSnapshot<GroupInput> snapshotConfiguration() {
            return new Snapshot();
        }
    }

    /** Recreates the serializer from a checkpoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<GroupInput> {
        /** For Flink. */
        public Snapshot() {
            super(Serializer::new);
        }
    }
}
