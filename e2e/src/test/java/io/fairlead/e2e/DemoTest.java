// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The demonstration from the launcher to the exit code, within its bounds of time and memory. */
@Isolated
final class DemoTest {
    private static final Logger LOG = LoggerFactory.getLogger(DemoTest.class);
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final double MOST_SECONDS = 90;
    private static final long MOST_BYTES = 3_000_000_000L;
    /** Beyond this load per processor others share the machine, and time says little. */
    private static final double QUIET_LOAD = 1.5;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void everythingArrivesInTimeAndMemory(@TempDir Path folder) throws Exception {
        double load = loadPerProcessor();
        long from = System.nanoTime();
        try (DemoProcess demo = DemoProcess.start(folder, "--exit");
                ProcessTree tree = ProcessTree.watch(demo.process())) {
            int exit = demo.exit(PATIENCE);
            double seconds = (System.nanoTime() - from) / 1e9;
            LOG.info(
                    "demo --exit: {} s, all processes at most {} MB, load per processor at the start {}",
                    String.format(Locale.ROOT, "%.1f", seconds),
                    tree.peakBytes() / 1_000_000,
                    String.format(Locale.ROOT, "%.2f", load));
            assertThat(exit).as(demo.words()).isZero();
            assertThat(tree.peakBytes()).isBetween(100_000_000L, MOST_BYTES);
            if (load < QUIET_LOAD) {
                assertThat(seconds).as("seconds of wall clock").isLessThan(MOST_SECONDS);
            }
            eachLineIsAnAlert(demo.results());
        }
    }

    private static void eachLineIsAnAlert(List<JsonNode> lines) throws IOException {
        assertThat(lines).hasSize(Recorded.expectedAlerts().size()).allSatisfy(line -> {
            assertThat(line.fieldNames()).toIterable().containsExactly("alert");
            assertThat(line.at("/alert/event/kind").asText()).isEqualTo("alert");
            assertThat(line.at("/alert/rule/id").asText()).isNotEmpty();
        });
    }

    private static double loadPerProcessor() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return system.getSystemLoadAverage() / system.getAvailableProcessors();
    }
}
