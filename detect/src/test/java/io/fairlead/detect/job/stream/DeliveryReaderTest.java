// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.stream;

import static io.fairlead.detect.job.TestEvents.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.job.TestEvents;
import io.fairlead.detect.job.stream.Delivery.Beat;
import io.fairlead.detect.job.stream.Delivery.Understood;
import io.fairlead.detect.job.stream.Delivery.Unreadable;
import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.Heartbeat;
import io.fairlead.schemas.record.RuleManifest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DeliveryReaderTest {
    @Test
    void readsEvents() {
        Event event = TestEvents.request("e1", "eve", "get", START);

        assertThat(read(RecordCodec.get().encode(event))).isEqualTo(new Understood(3, 42, event));
    }

    @Test
    void readsHeartbeats() {
        byte[] bytes = RecordCodec.get().encode(new Heartbeat(START, "test"));

        assertThat(read(bytes)).isEqualTo(new Beat(3, START.toEpochMilli()));
    }

    @Test
    void saysWhatIsWrongWithTheRest() {
        byte[] cut =
                java.util.Arrays.copyOf(RecordCodec.get().encode(TestEvents.request("e1", "eve", "get", START)), 30);
        byte[] other = RecordCodec.get().encode(new RuleManifest("v", START, "me", List.of()));

        assertThat(reason(null)).contains("no value");
        assertThat(reason("not avro".getBytes(StandardCharsets.UTF_8))).contains("single-object");
        assertThat(reason(cut)).isNotBlank();
        assertThat(reason(other)).isEqualTo("expected Event or Heartbeat, found RuleManifest");
    }

    private static String reason(byte @Nullable [] value) {
        Delivery delivery = read(value);
        assertThat(delivery).isInstanceOfSatisfying(Unreadable.class, unreadable -> {
            assertThat(unreadable.partition()).isEqualTo(3);
            assertThat(unreadable.offset()).isEqualTo(42);
            assertThat(unreadable.length()).isEqualTo(value == null ? 0 : value.length);
        });
        return ((Unreadable) delivery).reason();
    }

    private static Delivery read(byte @Nullable [] value) {
        return DeliveryReader.read(new ConsumerRecord<>("events", 3, 42, new byte[0], value));
    }
}
