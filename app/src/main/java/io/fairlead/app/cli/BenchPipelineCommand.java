// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.bench.PipelineBench;
import io.fairlead.app.bench.PipelineFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fairlead bench pipeline}. */
@Command(
        name = "pipeline",
        description =
                "Measures how many events a second go from the receiver to where they can be searched, with a broker"
                        + " and a node of its own; beside it a bare bulk loader on the same node and Kafka's own producer on the"
                        + " same broker, in the same run.",
        mixinStandardHelpOptions = true)
final class BenchPipelineCommand implements Callable<Integer> {
    private static final int MOST = 5_000_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Option(
            names = "--events",
            defaultValue = "200000",
            paramLabel = "N",
            description = "How many events; a tenth of them more to warm up. Default: 200000.")
    private int events = 200_000;

    @Option(names = "--json", description = "The figures as one JSON object on standard output.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (events < 100 || events > MOST) {
            throw CommandFailure.usage("--events takes 100 to " + MOST + ", not " + events);
        }
        Talk talk = Talk.of(spec);
        Path folder = Files.createTempDirectory("fairlead-bench");
        try {
            PipelineFigures figures = new PipelineBench(events, folder, talk::say).run();
            if (json) {
                talk.result(figures);
            }
            talk.say(text(figures));
            return ExitCode.OK;
        } finally {
            remove(folder);
        }
    }

    private static String text(PipelineFigures figures) {
        return String.format(
                Locale.ROOT,
                "%,d events/s end to end%n  %.3f of a bare bulk loader (%,d/s); Kafka's producer alone %,d/s%n"
                        + "  CPU in microseconds per event: %s%n  bytes per event: %s",
                figures.eventsPerSecond(),
                figures.ratioToBareBulk(),
                figures.bareBulkPerSecond(),
                figures.producerPerSecond(),
                figures.cpuMicrosPerEvent(),
                figures.bytesPerEvent());
    }

    private static void remove(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
