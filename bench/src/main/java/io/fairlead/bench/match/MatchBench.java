// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.bench.match;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.match.RuleMatcher;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.record.RuleFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Measures how fast rules are matched: rules with the field names of their authors, every rule asked of every event, one
 * thread, JSON included, nothing kept from one event to the next.
 */
public final class MatchBench {
    static final String DATASET = "bench";

    private static final JsonFactory JSON = new JsonFactory();
    private static final int NAIVE_EVENTS = 24;
    private static final int REMEMBERING = 4;

    private final Lane lane;
    private final Duration duration;
    private final RuleSet set;
    private final long compileMillis;
    private final long indexBytes;
    private final RuleMatcher matcher;
    private final List<NaiveEvaluator.Question> naive;

    /**
     * Compiles the rules.
     *
     * @param duration how long to measure, about; as long again goes by before, until the code is warm
     */
    public MatchBench(List<RuleFile> files, Lane lane, Duration duration) {
        this.lane = lane;
        this.duration = duration;
        long start = System.nanoTime();
        this.set = RuleSetCompiler.asIs().compile(files);
        long frontEnd = System.nanoTime() - start;
        long before = usedHeap();
        long middle = System.nanoTime();
        this.matcher = RuleMatcher.compile(set);
        this.compileMillis = (System.nanoTime() - middle + frontEnd) / 1_000_000;
        this.indexBytes = Math.max(0, usedHeap() - before);
        NaiveEvaluator evaluator = new NaiveEvaluator();
        this.naive =
                set.rules().stream().map(rule -> evaluator.of(rule.condition())).toList();
    }

    /** The rules, and those that were rejected. */
    public RuleSet ruleSet() {
        return set;
    }

    /** Measures. */
    public MatchFigures run() {
        if (lane.events().isEmpty()) {
            throw new IllegalArgumentException("there are no events to measure with");
        }
        Routed routed = new Routed(set, lane);
        Lane few = lane.every(Math.max(1, lane.events().size() / NAIVE_EVENTS));
        RuleMatcher remembering = matcher.remembering();
        List<LongSupplier> contenders = List.of(
                () -> matched(matcher),
                this::parsed,
                this::explained,
                routed::run,
                () -> matched(remembering),
                () -> naive(few));
        List<List<Double>> nanos = new ArrayList<>();
        contenders.forEach(unused -> nanos.add(new ArrayList<>()));
        long matches = matched(matcher);
        long warm = System.nanoTime() + duration.toNanos();
        long end = warm + duration.toNanos();
        while (System.nanoTime() < end || nanos.getFirst().size() < 3) {
            boolean counts = System.nanoTime() >= warm;
            for (int i = 0; i < contenders.size(); i++) {
                long start = System.nanoTime();
                long result = contenders.get(i).getAsLong();
                if ((i == 0 || i == REMEMBERING) && result != matches) {
                    throw new IllegalStateException("one round matched " + matches + ", another " + result);
                }
                if (counts) {
                    nanos.get(i).add((double) (System.nanoTime() - start));
                }
            }
        }
        int events = lane.events().size();
        return new MatchFigures(
                rate(events, nanos.get(0)),
                rate(events, nanos.get(1)),
                rate(few.events().size(), nanos.getLast()),
                set.rules().size(),
                events,
                matches,
                compileMillis,
                indexBytes,
                rate(events, nanos.get(2)),
                rate(events, nanos.get(3)),
                rate(events, nanos.get(REMEMBERING)));
    }

    private long matched(RuleMatcher matcher) {
        long matches = 0;
        for (ByteBuffer event : lane.events()) {
            matches += matcher.rules(DATASET, true, event).size();
        }
        return matches;
    }

    private long explained() {
        long matches = 0;
        for (ByteBuffer event : lane.events()) {
            matches += matcher.match(DATASET, true, event).size();
        }
        return matches;
    }

    private long parsed() {
        long tokens = 0;
        for (ByteBuffer event : lane.events()) {
            try (JsonParser parser = JSON.createParser(event.array(), event.arrayOffset(), event.remaining())) {
                while (parser.nextToken() != null) {
                    tokens++;
                }
            } catch (IOException broken) {
                tokens++; // the matcher reads such an event up to the same place
            }
        }
        return tokens;
    }

    private long naive(Lane few) {
        long matches = 0;
        for (ByteBuffer event : few.events()) {
            NaiveDocument document = NaiveDocument.of(event.array());
            for (NaiveEvaluator.Question rule : naive) {
                matches += rule.holds(document) ? 1 : 0;
            }
        }
        return matches;
    }

    private static long rate(int events, List<Double> nanos) {
        double[] sorted = nanos.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return Math.round(events / sorted[sorted.length / 2] * 1e9);
    }

    /** What is in use after collections; the least of a few tries, for other threads allocate too. */
    private static long usedHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
