// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.multiline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.enrich.format.Coalescer;
import io.fairlead.enrich.format.Coalescer.Joined;
import io.fairlead.testkit.SeededRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LineCoalescerTest {
    private static final String PLAIN = "plain.multiline";
    private static final String CONTAINER = "container.multiline";
    private static final List<String> TRACE =
            List.of("java.lang.IllegalStateException: x", "\tat a.B.c(B.java:1)", "Caused by: java.io.IOException: y");

    private final LineCoalescer coalescer = Lines.coalescer(PLAIN);

    @Test
    void whatNothingFollowsComesAtOnceAndCostsNoState() {
        List<Joined> out = coalescer.add(Lines.raw(PLAIN, "ready", 1));

        assertThat(Lines.messages(out)).containsExactly("ready");
        assertThat(coalescer.held()).isZero();
        assertThat(coalescer.changed()).isFalse();
    }

    @Test
    void theFirstLineThatDoesNotBelongLetsATraceGo() {
        List<Joined> out = new ArrayList<>();
        for (int i = 0; i < TRACE.size(); i++) {
            out.addAll(coalescer.add(Lines.raw(PLAIN, TRACE.get(i), i)));
        }
        assertThat(out).isEmpty();
        assertThat(coalescer.changed()).isTrue();

        out.addAll(coalescer.add(Lines.raw(PLAIN, "ready", 9)));

        assertThat(Lines.messages(out)).containsExactly(String.join("\n", TRACE), "ready");
        assertThat(((Joined.Whole) out.get(0)).raw().getId()).isEqualTo("line-0");
        assertThat(((Joined.Whole) out.get(0)).raw().getReceivedAt()).isEqualTo(Lines.NOW.plusMillis(2));
    }

    @Test
    void idleTimeOfTheRecordedClockLetsATraceGo() {
        coalescer.add(Lines.raw(PLAIN, TRACE.get(0), 0));
        coalescer.add(Lines.raw(PLAIN, TRACE.get(1), 1));

        assertThat(coalescer.advance(Lines.NOW.plusMillis(2_000))).isEmpty();
        assertThat(Lines.messages(coalescer.advance(Lines.NOW.plusMillis(2_001))))
                .containsExactly(TRACE.get(0) + "\n" + TRACE.get(1));
        assertThat(coalescer.flush()).isEmpty();
    }

    @Test
    void linesThatAreSentAgainCountOnce() {
        List<Joined> out = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            for (int i = round; i < TRACE.size(); i++) {
                out.addAll(coalescer.add(Lines.raw(PLAIN, TRACE.get(i), i)));
            }
        }
        out.addAll(coalescer.add(Lines.raw(PLAIN, "ready", 3)));
        for (int i = 0; i < TRACE.size(); i++) {
            out.addAll(coalescer.add(Lines.raw(PLAIN, TRACE.get(i), i)));
        }
        out.addAll(coalescer.flush());

        assertThat(Lines.messages(out)).containsExactly(String.join("\n", TRACE), "ready");
    }

    @Test
    void outputsOfOneContainerAreJoinedApart() {
        List<String> lines = List.of(
                cri("stderr", TRACE.get(0)),
                cri("stdout", "hello"),
                cri("stderr", TRACE.get(1)),
                cri("stdout", "panic: boom"),
                cri("stderr", TRACE.get(2)),
                cri("stdout", "goroutine 1 [running]:"));

        assertThat(Lines.messages(CONTAINER, lines))
                .containsExactly("hello", String.join("\n", TRACE), "panic: boom\ngoroutine 1 [running]:");
    }

    @Test
    void partsOfALongLineAreOneLineOfATrace() {
        List<String> lines = List.of(
                "2026-11-22T15:00:00.000000001Z stderr P java.lang.Illegal",
                "2026-11-22T15:00:00.000000002Z stderr F StateException: x",
                cri("stderr", "\tat a.B.c(B.java:1)"));

        assertThat(Lines.messages(CONTAINER, lines))
                .containsExactly("java.lang.IllegalStateException: x\n\tat a.B.c(B.java:1)");
    }

    @Test
    void whatTheSourceSaysOfFirstLinesHolds() {
        List<String> lines = List.of("2026-11-22 a", "b", "", "c", "2026-11-22 d", "2026-11-22 e", "f");
        Map<String, String> told = Map.of(LineCoalescer.START, "^\\d{4}-");

        assertThat(Lines.messages(PLAIN, lines, -1, told))
                .containsExactly("2026-11-22 a\nb\n\nc", "2026-11-22 d", "2026-11-22 e\nf");
        assertThat(((Joined.Whole) coalescer
                                .add(Lines.raw(PLAIN, "x", 1, Map.of(LineCoalescer.START, "(")))
                                .get(0))
                        .raw()
                        .getAttributes())
                .isEmpty();
    }

    @Test
    void aRestartAfterAnyLineChangesNothing() {
        List<String> lines = new ArrayList<>(TRACE);
        lines.addAll(
                List.of("ready", "panic: a", "", "goroutine 1 [running]:", "main.main()", "\t/x.go:1 +0x1d", "done"));
        lines.addAll(
                List.of("Traceback (most recent call last):", "  File \"x\", line 1", "ValueError: b", "a \\", "b"));
        List<String> expected = Lines.messages(PLAIN, lines);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(Lines.messages(PLAIN, lines, i, Map.of()))
                    .as("after line %s", i)
                    .isEqualTo(expected);
        }
        assertThat(expected).hasSize(6);
    }

    @Test
    void brokenStatesAreRefused() {
        coalescer.add(Lines.raw(PLAIN, TRACE.get(0), 0));
        byte[] state = coalescer.state();
        SeededRandom.check("states", 100, random -> {
            byte[] cut = Arrays.copyOf(state, random.nextInt(state.length));
            assertThatThrownBy(() -> Lines.coalescer(PLAIN).restore(cut)).isInstanceOf(IllegalArgumentException.class);
        });
    }

    @Test
    void nothingIsLostAndNothingHeldBeyondTheBounds() {
        SeededRandom.check("bounds", 5, random -> {
            LineCoalescer current = Lines.coalescer(CONTAINER);
            int lines = 0;
            int out = 0;
            for (int i = 0; i < 3_000; i++) {
                String stream = random.nextBoolean() ? "stdout" : "stderr";
                String text = random.nextInt(10) == 0
                        ? "ready"
                        : "\tat a.B.c" + "x".repeat(random.nextInt(400)) + "(B.java:1)";
                lines++;
                out += count(current.add(Lines.raw(CONTAINER, cri(stream, text), i)));
                assertThat(current.held()).isLessThan(4 * LineCoalescer.MOST_BYTES);
            }
            assertThat(current.state().length).isLessThan(Coalescer.MOST_STATE);
            assertThat(out + count(current.flush())).isEqualTo(lines);
        });
    }

    @Test
    void aLineAsLongAsTheBoundStandsAlone() {
        String huge = "x".repeat(LineCoalescer.MOST_BYTES) + " Error: y";
        List<Joined> out = new ArrayList<>(coalescer.add(Lines.raw(PLAIN, TRACE.get(0), 0)));
        out.addAll(coalescer.add(Lines.raw(PLAIN, huge, 1)));

        assertThat(Lines.messages(out)).containsExactly(TRACE.get(0), huge);
        assertThat(coalescer.held()).isZero();
    }

    private static int count(List<Joined> joined) {
        return joined.stream()
                .map(Joined.Whole.class::cast)
                .mapToInt(whole -> (int) java.nio.charset.StandardCharsets.UTF_8
                        .decode(whole.raw().getPayload().duplicate())
                        .toString()
                        .lines()
                        .count())
                .sum();
    }

    private static String cri(String stream, String text) {
        return "2026-11-22T15:00:00.123456789Z " + stream + " F " + text;
    }
}
