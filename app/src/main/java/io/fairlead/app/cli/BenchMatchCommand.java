// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.bench.match.Lane;
import io.fairlead.bench.match.MatchBench;
import io.fairlead.bench.match.MatchFigures;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fairlead bench match}. */
@Command(
        name = "match",
        description =
                "Measures how many events a second one thread puts to all rules, JSON included, with the field names"
                        + " that the rules use; beside it parsing alone and one rule after the other.",
        mixinStandardHelpOptions = true)
final class BenchMatchCommand implements Callable<Integer> {
    private static final int LONGEST = 600;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Option(
            names = "--rules",
            required = true,
            paramLabel = "PATH",
            arity = "1",
            description = "Rule files or folders, given once for each.")
    private List<Path> paths = List.of();

    @Option(
            names = "--events",
            required = true,
            paramLabel = "FILE",
            description = "Events, one JSON document a line, plain or gzip.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private Path events;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            paramLabel = "N",
            description = "How long to measure; as long again passes before, to warm up. Default: 10.")
    private int seconds = 10;

    @Option(names = "--json", description = "The figures as one JSON object on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        if (seconds < 1 || seconds > LONGEST) {
            throw CommandFailure.usage("--seconds takes 1 to " + LONGEST + ", not " + seconds);
        }
        Talk talk = Talk.of(spec);
        MatchBench bench = new MatchBench(RulesFiles.read(paths), lane(), Duration.ofSeconds(seconds));
        int rejected = bench.ruleSet().rejections().size();
        if (rejected > 0) {
            talk.say(rejected + " rules are rejected and not measured; see rules check");
        }
        MatchFigures figures = bench.run();
        if (json) {
            talk.line(Talk.json(figures));
        }
        talk.say(text(figures));
        return ExitCode.OK;
    }

    private Lane lane() {
        Lane lane;
        try {
            lane = Lane.read(events);
        } catch (NoSuchFileException e) {
            throw CommandFailure.usage("there is no file " + events);
        } catch (IOException e) {
            throw CommandFailure.failed("cannot read " + events + ": " + e.getMessage());
        }
        if (lane.events().isEmpty()) {
            throw CommandFailure.usage("the file " + events + " holds no events");
        }
        return lane;
    }

    private static String text(MatchFigures figures) {
        return String.format(
                Locale.ROOT,
                "%,d events/s over %,d rules and %,d events (%,d matches)%n"
                        + "  %.3f of parsing alone (%,d/s), %,.0f times one rule after the other (%,d/s)%n"
                        + "  with explanations %,d/s, with rules chosen by log source %,d/s,"
                        + " with values remembered %,d/s%n"
                        + "  compiled in %,d ms, the index takes %,d bytes",
                figures.eventsPerSecond(),
                figures.rules(),
                figures.events(),
                figures.matches(),
                figures.ratioToParsing(),
                figures.parseOnlyPerSecond(),
                figures.ratioToNaive(),
                figures.naivePerSecond(),
                figures.explainedPerSecond(),
                figures.routedPerSecond(),
                figures.rememberedPerSecond(),
                figures.compileMillis(),
                figures.indexBytes());
    }
}
