// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.RawLog;
import io.fairlead.testkit.toy.ToyFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/** A contract that lets broken formats pass is none: each here breaks one clause. */
class FormatContractTest {
    @Test
    void catchesExceptions() {
        Broken broken = new Broken(raw -> {
            throw new IllegalStateException("cannot read");
        });
        assertThatThrownBy(broken::randomBytesNeverThrow)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed")
                .hasMessageContaining("cannot read");
        assertThatThrownBy(() -> runAll(broken.hostileBytesNeverThrow())).hasMessageContaining("cannot read");
    }

    @Test
    void catchesRecordsThatVanish() {
        Broken broken = new Broken(raw -> new Outcome(List.of(), List.of()));
        assertThatThrownBy(() -> runAll(broken.samplesBecomeEventsThatCanBeStored()))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(broken::truncatedSamplesNeverThrow).isInstanceOf(AssertionError.class);
    }

    @Test
    void catchesIdsThatChangeOrCollide() {
        Broken changing = new Broken(raw -> withId(raw, UUID.randomUUID().toString()));
        assertThatThrownBy(changing::sameRecordGivesTheSameEvents).isInstanceOf(AssertionError.class);
        Broken colliding = new Broken(raw -> withId(raw, "always"));
        assertThatThrownBy(colliding::differentSamplesHaveDifferentIds).isInstanceOf(AssertionError.class);
    }

    @Test
    void catchesDocumentsThatCannotBeStored() {
        List<String> documents = List.of(
                "{\"a\":1,\"a\":2}", "{", "[]", "{}", "{\"a\":NaN}", "{\"event\":{\"id\":\"another\"}}", "{} {}");
        for (String document : documents) {
            Broken broken = new Broken(raw -> withDocument(raw, document.getBytes(StandardCharsets.UTF_8)));
            assertThatThrownBy(() -> runAll(broken.samplesBecomeEventsThatCanBeStored()))
                    .as(document)
                    .isInstanceOf(AssertionError.class);
        }
        Broken noText = new Broken(raw -> withDocument(raw, new byte[] {'"', (byte) 0xFF, '"'}));
        assertThatThrownBy(() -> runAll(noText.samplesBecomeEventsThatCanBeStored()))
                .hasMessageContaining("not UTF-8");
    }

    private static Outcome withId(RawLog raw, String id) {
        Outcome right = ToyFormat.parse(raw);
        List<Event> events = right.events().stream()
                .map(event -> Event.newBuilder(event).setId(id).build())
                .toList();
        return new Outcome(events, right.deadLetters());
    }

    private static Outcome withDocument(RawLog raw, byte[] document) {
        Outcome right = ToyFormat.parse(raw);
        List<Event> events = right.events().stream()
                .map(event -> Event.newBuilder(event)
                        .setDocument(ByteBuffer.wrap(document))
                        .build())
                .toList();
        return new Outcome(events, right.deadLetters());
    }

    private static void runAll(Stream<DynamicTest> tests) throws Throwable {
        for (DynamicTest test : tests.toList()) {
            test.getExecutable().execute();
        }
    }

    /** No test class by itself. */
    private static final class Broken extends FormatContract {
        private final Function<RawLog, Outcome> parse;

        Broken(Function<RawLog, Outcome> parse) {
            this.parse = parse;
        }

        @Override
        protected Outcome parse(RawLog raw) {
            return parse.apply(raw);
        }

        @Override
        protected String formatName() {
            return "broken";
        }

        @Override
        protected List<byte[]> samples() {
            return List.of("a line".getBytes(StandardCharsets.UTF_8), "another".getBytes(StandardCharsets.UTF_8));
        }
    }
}
