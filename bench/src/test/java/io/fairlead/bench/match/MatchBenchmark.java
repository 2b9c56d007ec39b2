// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.bench.match;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.match.RuleMatcher;
import io.fairlead.testkit.Corpus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** One event against all rules, and the bare parse of the same bytes, in microseconds. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MatchBenchmark {
    private static final int EVENTS = 2_000;
    private static final JsonFactory JSON = new JsonFactory();

    /** File of events below the corpus' bench-lanes. */
    @Param({"structured_windows", "sysmon_file_event"})
    public String lane = "";

    private RuleMatcher matcher = RuleMatcher.compile(RuleSetCompiler.asIs().compile(java.util.List.of()));
    private Lane events = new Lane(java.util.List.of());

    /** Compiles the rules and reads the events. */
    @Setup
    public void read() throws IOException {
        matcher = RuleMatcher.compile(RuleSetCompiler.asIs().compile(Held.rules("sigma/rules")));
        Lane whole = Lane.read(Corpus.assumePresent("bench-lanes/" + lane + ".ndjson.gz"));
        events = new Lane(whole.every(whole.events().size() / EVENTS).events().subList(0, EVENTS));
    }

    /** The rules that match, without explanations. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void match(Blackhole sink) {
        for (ByteBuffer event : events.events()) {
            sink.consume(matcher.rules(MatchBench.DATASET, true, event));
        }
    }

    /** What the machine gives: Jackson's streaming parser, looking at nothing. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void parseOnly(Blackhole sink) throws IOException {
        for (ByteBuffer event : events.events()) {
            try (JsonParser parser = JSON.createParser(event.array(), event.arrayOffset(), event.remaining())) {
                int tokens = 0;
                while (parser.nextToken() != null) {
                    tokens++;
                }
                sink.consume(tokens);
            }
        }
    }
}
