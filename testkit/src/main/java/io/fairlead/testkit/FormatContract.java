// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.schemas.identity.Identity;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.Origin;
import io.fairlead.schemas.record.RawLog;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every format keeps to: bad input is normal and never an exception; the same record always gives the same events;
 * what comes out can be stored.
 *
 * <p>A format's test extends this class and gives samples, the more different the better.
 */
public abstract class FormatContract {
    private static final int RANDOM_RUNS = 300;
    private static final int RUNS_A_SAMPLE = 40;
    private static final Instant RECEIVED = Instant.parse("2026-03-01T12:00:00Z");

    /** Runs the format on one record. */
    protected abstract Outcome parse(RawLog raw);

    /** The format's name as it stands in {@code RawLog.format}. */
    protected abstract String formatName();

    /** Payloads that are right, all different, one record each. */
    protected abstract List<byte[]> samples();

    /** What the transport would know beside the bytes; none unless the format wants some. */
    protected Map<String, String> attributes() {
        return Map.of();
    }

    /** The record in which these bytes arrive; the same bytes at the same place always give the same record. */
    protected RawLog raw(byte[] payload, long sequence) {
        Origin origin = Origin.newBuilder()
                .setCollector("contract")
                .setStream("stream")
                .setSequence(sequence)
                .setCluster("cluster")
                .setNode("node")
                .build();
        return RawLog.newBuilder()
                .setId(Identity.hash("contract " + sequence, payload))
                .setOrigin(origin)
                .setFormat(formatName())
                .setReceivedAt(RECEIVED)
                .setPayload(ByteBuffer.wrap(payload.clone()))
                .setAttributes(new HashMap<>(attributes()))
                .build();
    }

    @TestFactory
    final Stream<DynamicTest> samplesBecomeEventsThatCanBeStored() {
        assertThat(samples()).as("samples").isNotEmpty();
        return numbered(samples())
                .map(sample -> DynamicTest.dynamicTest("sample " + sample.number(), () -> {
                    Outcome outcome = checked(sample.payload(), sample.number());
                    assertThat(outcome.events()).as("events").isNotEmpty();
                    assertThat(outcome.deadLetters()).as("dead letters").isEmpty();
                }));
    }

    @Test
    final void sameRecordGivesTheSameEvents() {
        numbered(samples()).forEach(sample -> {
            Outcome first = parse(raw(sample.payload(), sample.number()));
            Outcome second = parse(raw(sample.payload(), sample.number()));
            assertThat(second.events()).as("sample %s", sample.number()).isEqualTo(first.events());
        });
    }

    @Test
    final void differentSamplesHaveDifferentIds() {
        List<String> ids = numbered(samples())
                .flatMap(sample -> parse(raw(sample.payload(), sample.number())).events().stream())
                .map(Event::getId)
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    final void payloadStaysAsItWas() {
        numbered(samples()).forEach(sample -> {
            RawLog raw = raw(sample.payload(), sample.number());
            Outcome outcome = parse(raw);
            assertThat(outcome).isNotNull();
            assertThat(EventChecks.bytes(raw.getPayload())).isEqualTo(sample.payload());
        });
    }

    @TestFactory
    final Stream<DynamicTest> hostileBytesNeverThrow() {
        return HostileBytes.fixed().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> checked(entry.getValue(), 0)));
    }

    @Test
    final void randomBytesNeverThrow() {
        SeededRandom.check("random bytes", RANDOM_RUNS, random -> checked(HostileBytes.random(random), 0));
    }

    @Test
    final void randomJsonNeverThrows() {
        SeededRandom.check("random JSON", RANDOM_RUNS, random -> {
            String json = new RandomJson(random).object(5);
            checked(json.getBytes(java.nio.charset.StandardCharsets.UTF_8), 0);
        });
    }

    @Test
    final void truncatedSamplesNeverThrow() {
        List<byte[]> samples = samples();
        SeededRandom.check("truncated samples", runs(samples), random -> {
            checked(HostileBytes.truncated(pick(samples, random), random), 0);
        });
    }

    @Test
    final void samplesWithFlippedBitsNeverThrow() {
        List<byte[]> samples = samples();
        SeededRandom.check("samples with flipped bits", runs(samples), random -> {
            checked(HostileBytes.mutated(pick(samples, random), random), 0);
        });
    }

    /** Parses and checks everything that came out; what went in must not vanish, and what comes out is bounded. */
    private Outcome checked(byte[] payload, long sequence) {
        Outcome outcome = parse(raw(payload, sequence));
        assertThat(outcome.events().size() + outcome.deadLetters().size())
                .as("events and dead letters of a record")
                .isBetween(1, payload.length + 1);
        // a control character takes six bytes in JSON, and a value may stand in a field and in event.original
        int bound = 16 * payload.length + 64 * 1024;
        for (Event event : outcome.events()) {
            EventChecks.checkEvent(event);
            assertThat(event.getDocument().remaining())
                    .as("bytes of a document")
                    .isLessThanOrEqualTo(bound);
        }
        outcome.deadLetters().forEach(letter -> {
            EventChecks.checkDeadLetter(letter);
            assertThat(letter.getCode()).as("a fault of the format's own").isNotEqualTo(DeadLetterCode.INTERNAL.code());
            assertThat(letter.getLength()).as("length of the original").isLessThanOrEqualTo(payload.length);
        });
        return outcome;
    }

    private record Sample(long number, byte[] payload) {}

    private static Stream<Sample> numbered(List<byte[]> samples) {
        return Stream.iterate(0, i -> i < samples.size(), i -> i + 1).map(i -> new Sample(i, samples.get(i)));
    }

    private static int runs(List<byte[]> samples) {
        return Math.min(2_000, RUNS_A_SAMPLE * samples.size());
    }

    private static byte[] pick(List<byte[]> samples, Random random) {
        return samples.get(random.nextInt(samples.size()));
    }
}
