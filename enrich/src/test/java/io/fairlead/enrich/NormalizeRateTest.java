// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testkit.Corpus;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prints the rate of one thread beside the rate wanted, and holds it against what Jackson alone needs to parse the same
 * bytes in the same run: that does not depend on the machine, nor on who shares it.
 */
final class NormalizeRateTest {
    private static final Logger LOG = LoggerFactory.getLogger(NormalizeRateTest.class);
    private static final int PASSES = 8;
    private static final int WANTED = 25_000;
    private static final double LEAST_RATIO = 0.05;

    @Test
    void normalisesTheRecording() throws IOException {
        NormalizeBench bench = new NormalizeBench(Corpus.assumePresent("captures/attack-a/audit.log"));
        double best = 0;
        double reference = 0;
        double ratio = 0;
        for (int i = 0; i < PASSES; i++) {
            NormalizeBench.Rates rates = bench.pass();
            best = Math.max(best, rates.normalized());
            reference = Math.max(reference, rates.parsed());
            ratio = Math.max(ratio, rates.normalized() / rates.parsed());
        }
        LOG.info(
                "normalise: {} audit events/s on one thread (wanted: {}); Jackson's bare parse: {}/s, ratio {}",
                Math.round(best),
                WANTED,
                Math.round(reference),
                String.format(Locale.ROOT, "%.3f", ratio));
        assertThat(ratio).as("rate beside Jackson's bare parse").isGreaterThanOrEqualTo(LEAST_RATIO);
    }
}
