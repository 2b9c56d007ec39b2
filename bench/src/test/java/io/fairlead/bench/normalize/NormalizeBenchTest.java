// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.bench.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.bench.normalize.NormalizeLane.Reference;
import io.fairlead.testkit.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The figures hold by ratios, which a busy machine moves little; rates are for docs/performance.md. */
final class NormalizeBenchTest {
    private static final Logger LOG = LoggerFactory.getLogger(NormalizeBenchTest.class);

    @Test
    void auditEventsCostAFewTimesWhatParsingCosts() throws IOException {
        List<byte[]> events = Files.readAllLines(Corpus.assumePresent("captures/attack-a/audit.log")).stream()
                .map(line -> line.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toList();
        NormalizeFigures figures =
                run(new NormalizeLane("kubernetes.audit", "events", Reference.JACKSON, 25_000, events));
        assertThat(figures.documents()).isEqualTo(events.size());
        assertThat(figures.ratio()).isGreaterThan(0.02);
    }

    @Test
    void alertsCostAFewTimesWhatParsingCosts() {
        NormalizeFigures figures =
                run(new NormalizeLane("falco", "alerts", Reference.JACKSON, 50_000, SampleRecords.falco(5_000)));
        assertThat(figures.documents()).isEqualTo(5_000);
        assertThat(figures.ratio()).isGreaterThan(0.035);
    }

    @Test
    void linesAndRecordsAreAllUnderstood() {
        NormalizeFigures lines =
                run(new NormalizeLane("container", "lines", Reference.BYTES, 150_000, SampleRecords.cri(5_000)));
        assertThat(lines.documents()).isEqualTo(5_000);
        NormalizeFigures records =
                run(new NormalizeLane("auditd", "records", Reference.BYTES, 60_000, SampleRecords.auditd(1_000)));
        assertThat(records.records()).isEqualTo(6_000);
        assertThat(records.documents()).isEqualTo(1_000);
    }

    @Test
    void nothingIsNotMeasured() {
        NormalizeBench bench = new NormalizeBench(
                new NormalizeLane("falco", "alerts", Reference.JACKSON, 0, List.of()), Duration.ofMillis(1));
        assertThatThrownBy(bench::run).hasMessageContaining("no records");
    }

    private static NormalizeFigures run(NormalizeLane lane) {
        NormalizeFigures figures = new NormalizeBench(lane, Duration.ofMillis(700)).run();
        LOG.info("{}", figures);
        assertThat(figures.deadLetters()).isZero();
        assertThat(figures.perSecond()).isPositive();
        assertThat(figures.bytesWritten()).isGreaterThan(figures.bytesRead());
        return figures;
    }
}
