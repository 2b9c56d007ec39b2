// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testkit.Corpus;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prints the rate of one thread; fails only when it is out of all proportion, because other work may share the machine. */
final class NormalizeRateTest {
    private static final Logger LOG = LoggerFactory.getLogger(NormalizeRateTest.class);
    private static final int PASSES = 8;
    private static final double LEAST = 5_000;

    @Test
    void normalisesTheRecording() throws IOException {
        NormalizeBench bench = new NormalizeBench(Corpus.assumePresent("captures/attack-a/audit.log"));
        double best = 0;
        double reference = 0;
        for (int i = 0; i < PASSES; i++) {
            NormalizeBench.Rates rates = bench.pass();
            best = Math.max(best, rates.normalized());
            reference = Math.max(reference, rates.parsed());
        }
        LOG.info("normalise: {} audit events/s on one thread (Jackson's bare parse: {}/s)", best, reference);
        assertThat(best).as("audit events a second").isGreaterThan(LEAST);
    }
}
