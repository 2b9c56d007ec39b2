// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.judge;

import static io.fairlead.detect.job.TestEvents.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.job.meter.Meters;
import io.fairlead.detect.job.stream.FiredAlert;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DedupeTest {
    private static final long AT = START.toEpochMilli();
    private static final Duration DAY = Duration.ofHours(24);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final String meterKey = Meters.register(registry, "test.");
    private KeyedOneInputStreamOperatorTestHarness<Integer, FiredAlert, FiredAlert> dedupe;

    DedupeTest() throws Exception {
        dedupe = Harnesses.dedupe(gate(200_000, AlertSpan.ALL), null);
    }

    @AfterEach
    void close() throws Exception {
        dedupe.close();
        Meters.release(meterKey);
    }

    @Test
    void letsAnIdThroughOnce() throws Exception {
        see("a", AT);
        see("b", AT);
        see("a", AT + 5_000);

        assertThat(ids()).containsExactly("a", "b");
        assertThat(registry.counter("test.duplicates").count()).isEqualTo(1);
        assertThat(registry.counter("test.alerts", "level", "high").count()).isEqualTo(2);
        assertThat(registry.timer("test.latency").count()).isEqualTo(2);
    }

    @Test
    void remembersThroughARestore() throws Exception {
        see("a", AT);
        OperatorSubtaskState saved = dedupe.snapshot(1, 1);
        dedupe.close();
        dedupe = Harnesses.dedupe(gate(200_000, AlertSpan.ALL), saved);

        see("a", AT);

        assertThat(ids()).isEmpty();
    }

    @Test
    void forgetsAfterItsTimeOnTheRecordedClock() throws Exception {
        see("a", AT);
        dedupe.processWatermark(AT + DAY.toMillis() - 1);
        assertThat(dedupe.numKeyedStateEntries()).isEqualTo(1);

        dedupe.processWatermark(AT + DAY.plusHours(1).toMillis());

        assertThat(dedupe.numKeyedStateEntries()).isZero();
        assertThat(dedupe.numEventTimeTimers()).isZero();
    }

    @Test
    void forgetsTheOldestWhenThereAreTooMany() throws Exception {
        dedupe.close();
        dedupe = Harnesses.dedupe(gate(1024, AlertSpan.ALL), null);
        // "Aa" and "BB" have one hash, so they share a bucket, which holds one id here.
        see("Aa", AT);
        see("BB", AT + 1);
        see("BB", AT + 2);
        see("Aa", AT + 3);

        assertThat(ids()).containsExactly("Aa", "BB", "Aa");
    }

    @Test
    void holdsBackWhatIsOutsideItsSpan() throws Exception {
        dedupe.close();
        dedupe = Harnesses.dedupe(gate(1024, new AlertSpan(AT, AT + 10)), null);

        see("before", AT - 1);
        see("first", AT);
        see("last", AT + 9);
        see("after", AT + 10);

        assertThat(ids()).containsExactly("first", "last");
    }

    @Test
    void setsAsideWhatIsTooLarge() throws Exception {
        dedupe.processElement(new FiredAlert("large", "high", AT, new byte[101]), 0);

        assertThat(ids()).isEmpty();
        assertThat(Harnesses.deadLetters(dedupe, Dedupe.SET_ASIDE))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.getCode()).isEqualTo("limit");
                    assertThat(letter.getLength()).isEqualTo(101);
                    assertThat(letter.getReference()).isNull();
                });
    }

    private Dedupe gate(int maxIds, AlertSpan span) {
        return new Dedupe(DAY.toMillis(), maxIds, 100, span, meterKey);
    }

    private void see(String id, long receivedAt) throws Exception {
        dedupe.processElement(new FiredAlert(id, "high", receivedAt, new byte[] {1}), 0);
    }

    private List<String> ids() {
        return dedupe.extractOutputValues().stream().map(FiredAlert::id).toList();
    }
}
