// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.stream;

import static io.fairlead.detect.job.TestEvents.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.correlate.CorrelationInput;
import io.fairlead.detect.job.TestEvents;
import io.fairlead.detect.job.stream.Delivery.Beat;
import io.fairlead.detect.job.stream.Delivery.Understood;
import io.fairlead.detect.job.stream.Delivery.Unreadable;
import io.fairlead.schemas.record.FieldMatch;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

final class SerializersTest {
    private static final String LONG_TEXT = "ä\0\n".repeat(40_000);

    @Test
    void deliveriesComeBack() throws IOException {
        comesBack(
                Delivery.TYPE, new Understood(1, 2, TestEvents.request("e", LONG_TEXT.substring(0, 9), "get", START)));
        comesBack(Delivery.TYPE, new Beat(7, START.toEpochMilli()));
        comesBack(Delivery.TYPE, new Unreadable(7, Long.MAX_VALUE, 12, LONG_TEXT));
    }

    @Test
    void groupInputsComeBackInOrder() throws IOException {
        LinkedHashMap<String, String> group = new LinkedHashMap<>();
        group.put("z", LONG_TEXT);
        group.put("a", "");
        CorrelationInput input = new CorrelationInput(
                "event",
                "activity",
                -5,
                START.toEpochMilli(),
                "kubernetes.audit_logs",
                "rule",
                List.of(new FieldMatch("selection", "field", "equals", "a", LONG_TEXT)),
                List.of("value"),
                Map.of("user.name", List.of("eve")),
                List.of(new CorrelationInput(
                        "inner", "activity", 1, 2, "dataset", "rule", List.of(), List.of("v"), Map.of())));

        GroupInput back = comesBack(GroupInput.TYPE, new GroupInput("key", "correlation", "hash", 3, group, input));

        assertThat(back.group().keySet()).containsExactly("z", "a");
    }

    @Test
    void alertsAndDeadLettersComeBack() throws IOException {
        FiredAlert alert = copied(FiredAlert.TYPE, new FiredAlert("id", "high", 5, new byte[] {1, 2}));
        SetAside letter = copied(SetAside.TYPE, new SetAside("key", new byte[] {3}));

        assertThat(alert.bytes()).containsExactly(1, 2);
        assertThat(alert.id() + alert.level() + alert.receivedAt()).isEqualTo("idhigh5");
        assertThat(letter.key()).isEqualTo("key");
        assertThat(letter.bytes()).containsExactly(3);
    }

    private static <T> T comesBack(TypeInformation<T> type, T value) throws IOException {
        T back = copied(type, value);
        assertThat(back).isEqualTo(value);
        return back;
    }

    /** Through bytes, by a serializer that was itself restored from its snapshot. */
    private static <T> T copied(TypeInformation<T> type, T value) throws IOException {
        TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl());
        TypeSerializer<T> restored = serializer.snapshotConfiguration().restoreSerializer();
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(value, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        DataOutputSerializer again = new DataOutputSerializer(64);
        serializer.copy(in, again);
        T back = restored.deserialize(new DataInputDeserializer(again.getCopyOfBuffer()));
        assertThat(restored).isEqualTo(serializer);
        return back;
    }
}
