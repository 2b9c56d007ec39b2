// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.schemas.record.DeadLetter;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.Heartbeat;
import io.fairlead.schemas.record.Origin;
import io.fairlead.schemas.record.RawLog;
import io.fairlead.schemas.record.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordCodecTest {
    private static final Instant TIME = Instant.parse("2026-11-22T10:00:00.123Z");
    private final RecordCodec codec = RecordCodec.get();

    private static Origin origin() {
        return Origin.newBuilder()
                .setCollector("c")
                .setStream("s")
                .setSequence(7L)
                .setCluster("prod")
                .build();
    }

    private static Event event() {
        return Event.newBuilder()
                .setId("id")
                .setActivity("a")
                .setTime(TIME.plusNanos(456_000))
                .setReceivedAt(TIME)
                .setDataset("kubernetes.audit_logs")
                .setOrigin(origin())
                .setRawMac("00")
                .setDocument(ByteBuffer.wrap("{\"ü\":1}".getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    @Test
    void records_come_back_as_they_were() throws Exception {
        Event event = event();
        assertThat(codec.decode(codec.encode(event))).isEqualTo(event);
        RawLog raw = RawLog.newBuilder()
                .setId("r")
                .setOrigin(origin())
                .setFormat("auto")
                .setReceivedAt(TIME)
                .setPayload(ByteBuffer.wrap(new byte[] {0, 1, -1}))
                .setAttributes(Map.of("path", "/var/log/x"))
                .build();
        assertThat(codec.decode(codec.encode(raw), RawLog.class)).isEqualTo(raw);
        DeadLetter letter = DeadLetter.newBuilder()
                .setStage("sink")
                .setCode("rejected")
                .setMessage("m")
                .setAt(TIME)
                .setReference(new Reference("events", 3, 42L))
                .setLength(9)
                .build();
        assertThat(codec.decode(codec.encode(letter), DeadLetter.class)).isEqualTo(letter);
    }

    @Test
    void another_record_than_expected_is_refused() {
        byte[] heartbeat = codec.encode(new Heartbeat(TIME, "c"));
        assertThatThrownBy(() -> codec.decode(heartbeat, Event.class))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("expected Event, found Heartbeat");
    }

    @Test
    void an_origin_alone_is_no_record_of_a_topic() {
        assertThatThrownBy(() -> codec.encode(origin())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bytes_of_an_unknown_schema_are_refused() {
        byte[] bytes = codec.encode(event());
        bytes[5] ^= 1;
        assertThatThrownBy(() -> codec.decode(bytes))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("is not known to this release");
        assertThatThrownBy(() -> codec.decode("{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("single-object");
    }

    @Test
    void damaged_bytes_are_refused_or_read_and_never_anything_else() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] whole = codec.encode(event());
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = java.util.Arrays.copyOf(whole, 10 + random.nextInt(whole.length - 9));
            for (int hit = random.nextInt(4); hit >= 0 && bytes.length > 10; hit--) {
                bytes[10 + random.nextInt(bytes.length - 10)] = (byte) random.nextInt();
            }
            try {
                assertThat(codec.decode(bytes)).isNotNull();
            } catch (MalformedRecordException expected) {
                refused++;
            } catch (RuntimeException | Error other) {
                throw new AssertionError("seed " + seed + ", round " + round, other);
            }
        }
        assertThat(refused).as("seed " + seed).isPositive();
    }
}
