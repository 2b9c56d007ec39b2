// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.offline.RecordReader;
import io.fairlead.bench.normalize.NormalizeBench;
import io.fairlead.bench.normalize.NormalizeFigures;
import io.fairlead.bench.normalize.NormalizeLane;
import io.fairlead.bench.normalize.NormalizeLane.Reference;
import io.fairlead.bench.normalize.SampleRecords;
import io.fairlead.ingest.split.Limits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fairlead bench normalize}. */
@Command(
        name = "normalize",
        description =
                "Measures how many records a second one thread parses, normalises, redacts and writes, beside a bare"
                        + " reading of the same bytes in the same run. Without files: the recorded audit events of the demo, and"
                        + " alerts of Falco, container lines and records of auditd that are made up.",
        mixinStandardHelpOptions = true)
final class BenchNormalizeCommand implements Callable<Integer> {
    private static final int LONGEST = 600;
    private static final Limits LIMITS = new Limits(8 * 1024 * 1024, 1_000);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "Format of the files, or the only one to measure without files: kubernetes.audit, falco,"
                    + " container, auditd.")
    private String format = "";

    @Option(
            names = "--seconds",
            defaultValue = "5",
            paramLabel = "N",
            description = "How long to measure each format; as long again passes before, to warm up. Default: 5.")
    private int seconds = 5;

    @Option(names = "--json", description = "The figures as one JSON object a line on standard output.")
    private boolean json;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files of records, plain or gzip; with --format.")
    private List<String> files = List.of();

    @Override
    public Integer call() {
        if (seconds < 1 || seconds > LONGEST) {
            throw CommandFailure.usage("--seconds takes 1 to " + LONGEST + ", not " + seconds);
        }
        Talk talk = Talk.of(spec);
        for (NormalizeLane lane : lanes()) {
            NormalizeFigures figures = new NormalizeBench(lane, Duration.ofSeconds(seconds)).run();
            if (json) {
                talk.result(figures);
            }
            talk.say(text(figures));
        }
        return ExitCode.OK;
    }

    private List<NormalizeLane> lanes() {
        if (!files.isEmpty()) {
            return List.of(given());
        }
        List<NormalizeLane> all = List.of(
                new NormalizeLane("kubernetes.audit", "events", Reference.JACKSON, 25_000, recorded()),
                new NormalizeLane("falco", "alerts", Reference.JACKSON, 50_000, SampleRecords.falco(5_000)),
                new NormalizeLane("container", "lines", Reference.BYTES, 150_000, SampleRecords.cri(20_000)),
                new NormalizeLane("auditd", "records", Reference.BYTES, 60_000, SampleRecords.auditd(3_000)));
        List<NormalizeLane> chosen = all.stream()
                .filter(lane -> format.isEmpty() || lane.format().equals(format))
                .toList();
        if (chosen.isEmpty()) {
            throw CommandFailure.usage("there are no records of '" + format + "' here: name files of them");
        }
        return chosen;
    }

    private NormalizeLane given() {
        if (format.isEmpty()) {
            throw CommandFailure.usage("--format tells what the files hold");
        }
        List<byte[]> records = new ArrayList<>();
        RecordReader reader = new RecordReader(format, LIMITS, record -> records.add(record.bytes()), fault -> {
            throw CommandFailure.failed(fault.text());
        });
        for (String file : files) {
            try {
                reader.read(file, System.in, false);
            } catch (IOException e) {
                throw CommandFailure.failed("cannot read " + file + ": " + e.getMessage());
            }
        }
        if (records.isEmpty()) {
            throw CommandFailure.usage("the files hold no records");
        }
        boolean objects = records.getFirst().length > 0 && records.getFirst()[0] == '{';
        return new NormalizeLane(format, "records", objects ? Reference.JACKSON : Reference.BYTES, 0, records);
    }

    /** The audit events of the demo, one a line. */
    private static List<byte[]> recorded() {
        try (InputStream in = BenchNormalizeCommand.class.getResourceAsStream("/demo/audit.ndjson.gz")) {
            if (in == null) {
                throw CommandFailure.failed("the recording of the demo is missing from the class path");
            }
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
                return lines.lines()
                        .map(line -> line.getBytes(StandardCharsets.UTF_8))
                        .toList();
            }
        } catch (IOException e) {
            throw CommandFailure.failed("cannot read the recording of the demo: " + e.getMessage());
        }
    }

    private static String text(NormalizeFigures figures) {
        return String.format(
                Locale.ROOT,
                "%s: %,d %s/s (%,d/s of processor time)%s; %.3f of %s (%,d/s)",
                figures.format(),
                figures.perSecond(),
                figures.unit(),
                figures.perCpuSecond(),
                figures.wanted() == 0 ? "" : String.format(Locale.ROOT, ", wanted %,d", figures.wanted()),
                figures.ratio(),
                figures.reference(),
                figures.referencePerSecond());
    }
}
