// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.config.FairleadConfig;
import io.fairlead.app.observe.Metrics;
import io.fairlead.detect.job.replay.Replay;
import io.fairlead.detect.job.replay.ReplayConfig;
import io.fairlead.detect.job.replay.ReplayReport;
import io.fairlead.schemas.record.RuleFile;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fairlead replay}. */
@Command(
        name = "replay",
        description =
                "Judges the past of the topic events once more by the live job and compares with live: which alerts"
                        + " are the same, new, gone. Writes to logs-fairlead.replay-*, never to webhooks.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'-'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(
            names = "--from",
            required = true,
            paramLabel = "TIME",
            description = "First instant of receipt that counts.")
    private String from = "";

    @Option(
            names = "--to",
            required = true,
            paramLabel = "TIME",
            description = "First instant of receipt that does not.")
    private String to = "";

    @Option(
            names = "--rules",
            paramLabel = "PATH",
            description = "Rule files or folders to judge by, given once for each; none: the set in force.")
    private List<Path> rules = List.of();

    @Option(
            names = "--id",
            paramLabel = "NAME",
            description = "Name of the replay in its alerts (default: by the time).")
    private @Nullable String id;

    @Option(names = "--json", description = "The report as JSON on standard output.")
    private boolean json;

    private long told;

    @Override
    public Integer call() {
        Talk talk = Talk.of(spec);
        // A checkpoint that comes too late for the end of a bounded run is no news.
        Configurator.setLevel("org.apache.flink.runtime.checkpoint", Level.ERROR);
        FairleadConfig settings = config.load(talk);
        Optional<List<RuleFile>> files = rules.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        RulesFiles.with(RulesFiles.read(rules), settings.rules().lists()));
        String name = id == null ? "replay-" + NAME.format(Instant.now()) : id;
        ReplayConfig replay = new ReplayConfig(time("--from", from), time("--to", to), files, name);
        try (Metrics metrics = new Metrics()) {
            ReplayReport report = Replay.run(
                    replay,
                    settings.detect(),
                    settings.kafka(),
                    metrics.registry(),
                    (done, total) -> progress(talk, done, total));
            tell(talk, report);
        }
        return ExitCode.OK;
    }

    private void progress(Talk talk, long done, long total) {
        long now = System.nanoTime();
        if (done == total || now - told > 2_000_000_000L) {
            told = now;
            talk.say(String.format(Locale.ROOT, "%,d of about %,d records", done, total));
        }
    }

    private void tell(Talk talk, ReplayReport report) {
        talk.say(report.replayId() + ": " + report.events() + " events judged by rule set " + report.ruleSet() + "; "
                + report.same().size() + " alerts as live, "
                + report.newAlerts().size() + " new, "
                + report.gone().size() + " gone");
        report.newAlerts().forEach(alert -> talk.say("  new   " + alert.ruleTitle() + "  " + alert.id()));
        report.gone().forEach(alert -> talk.say("  gone  " + alert.ruleTitle() + "  " + alert.id()));
        if (json) {
            talk.result(report);
        }
    }

    private static Instant time(String option, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw CommandFailure.usage(option + " takes a time such as 2026-11-22T12:00:00Z, not '" + text + "'");
        }
    }
}
