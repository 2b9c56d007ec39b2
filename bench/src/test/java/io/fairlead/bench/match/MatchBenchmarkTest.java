// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.bench.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the microbenchmark when it is asked for: {@code mvn -pl bench -am test -Dtest=MatchBenchmarkTest -Djmh=true}. */
@EnabledIfSystemProperty(named = "jmh", matches = "true", disabledReason = "minutes; run it with -Djmh=true")
final class MatchBenchmarkTest {
    @Test
    void matchingStaysAFewTimesParsing() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(MatchBenchmark.class.getName())
                        .jvmArgsAppend("-Dcorpus.dir=" + System.getProperty("corpus.dir"))
                        .forks(1)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(2))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(2))
                        .build())
                .run();
        for (String lane : java.util.List.of("structured_windows", "sysmon_file_event")) {
            assertThat(micros(results, "parseOnly", lane) / micros(results, "match", lane))
                    .as("ratio to parsing, " + lane)
                    .isGreaterThan(0.15);
        }
    }

    private static double micros(Collection<RunResult> results, String method, String lane) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + method)
                        && result.getParams().getParam("lane").equals(lane))
                .mapToDouble(result -> result.getPrimaryResult().getScore())
                .findFirst()
                .orElseThrow();
    }
}
