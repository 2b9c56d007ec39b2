// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.app.cli.FairleadCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That the measurement measures; how fast the pipeline is stands in docs/capacity.md. */
final class PipelineBenchTest {
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void everyFigureComesFromTheRun() throws Exception {
        StringWriter out = new StringWriter();
        StringWriter words = new StringWriter();
        int exit = FairleadCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(words, true))
                .execute("bench", "pipeline", "--events", "2000", "--json");
        assertThat(exit).as(words.toString()).isZero();
        JsonNode figures = new ObjectMapper().readTree(out.toString());
        for (String rate : List.of("events_per_s", "bare_bulk_per_s", "producer_per_s")) {
            assertThat(figures.path(rate).asLong()).as(rate).isPositive();
        }
        assertThat(figures.path("ratio_to_bare_bulk").asDouble())
                .isCloseTo(
                        figures.path("events_per_s").asDouble()
                                / figures.path("bare_bulk_per_s").asDouble(),
                        org.assertj.core.data.Offset.offset(0.001));
        for (String stage : List.of("ingest", "enrich", "detect", "sink", "kafka", "elasticsearch")) {
            assertThat(figures.path("cpu_us_per_event").path(stage).asDouble())
                    .as("CPU of " + stage)
                    .isPositive();
        }
        assertThat(figures.at("/bytes_per_event/wire").asLong()).isBetween(700L, 1_300L);
        for (String place : List.of("raw", "events", "elasticsearch")) {
            assertThat(figures.path("bytes_per_event").path(place).asLong())
                    .as("bytes in " + place)
                    .isBetween(50L, 20_000L);
        }
    }
}
