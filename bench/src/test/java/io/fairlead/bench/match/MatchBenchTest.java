// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.bench.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.schemas.record.RuleFile;
import io.fairlead.testkit.Corpus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The figures hold by ratios, which a busy machine moves little; rates are for docs/performance.md. */
final class MatchBenchTest {
    private static final Logger LOG = LoggerFactory.getLogger(MatchBenchTest.class);

    @Test
    void matchingCostsAFewTimesWhatParsingCosts() throws IOException {
        List<RuleFile> rules = Held.rules("sigma/rules");
        Lane lane = Lane.read(Corpus.assumePresent("bench-lanes/structured_windows.ndjson.gz"));
        MatchFigures figures = new MatchBench(rules, lane.every(5), Duration.ofSeconds(3)).run();
        LOG.info("{}", figures);
        assertThat(figures.rules()).isGreaterThan(3_000);
        assertThat(figures.events()).isEqualTo(2_000);
        assertThat(figures.matches()).isGreaterThan(2_000);
        assertThat(figures.ratioToParsing()).isGreaterThan(0.10);
        assertThat(figures.ratioToNaive()).isGreaterThan(5);
        assertThat(figures.indexBytes()).isLessThan(150_000_000);
    }
}
