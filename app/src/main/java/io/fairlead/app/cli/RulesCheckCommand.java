// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.rules.RuleReport;
import io.fairlead.schemas.record.RuleFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fairlead rules check}. */
@Command(
        name = "check",
        description = "Compiles rules and lists those that are rejected, with file, line, code and reason. Exit code 1"
                + " when any is.",
        mixinStandardHelpOptions = true)
final class RulesCheckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Option(names = "--json", description = "One JSON object a rule on standard output.")
    private boolean json;

    @Option(names = "--strict", description = "Warnings fail the check too.")
    private boolean strict;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description = "Rule files or folders; none: the rules that come with Fairlead.")
    private List<Path> paths = List.of();

    @Mixin
    private final RuleOptions options = new RuleOptions();

    @Override
    public Integer call() {
        Talk talk = Talk.of(spec);
        List<RuleFile> files = RulesFiles.read(paths);
        int warned = 0;
        int rejected = 0;
        List<RuleReport> reports = RuleReport.of(options.compile(files), Instant.now());
        for (RuleReport report : reports) {
            warned += report.isWarning() ? 1 : 0;
            rejected += report.status().equals(RuleReport.REJECTED) ? 1 : 0;
            if (json) {
                talk.line(Talk.json(report));
            }
            if (!report.code().isEmpty()) {
                talk.say(report.text());
            }
        }
        talk.say(files.size() + " files: " + (reports.size() - warned - rejected) + " rules ok, " + warned
                + " with a warning, " + rejected + " rejected");
        return rejected > 0 || (strict && warned > 0) ? ExitCode.FAILED : ExitCode.OK;
    }
}
