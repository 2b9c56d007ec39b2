// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.rules.RuleReport;
import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.schemas.record.RuleFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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

    @Override
    public Integer call() {
        Talk talk = Talk.of(spec);
        List<RuleFile> files = RulesFiles.read(paths);
        List<RuleReport> reports = RuleReport.of(RuleSetCompiler.standard().compile(files));
        Map<String, Integer> counts = new TreeMap<>();
        for (RuleReport report : reports) {
            counts.merge(report.status(), 1, Integer::sum);
            if (json) {
                talk.line(Talk.json(report));
            }
            if (!report.status().equals(RuleReport.OK)) {
                talk.say(report.text());
            }
        }
        talk.say(files.size() + " files: " + counts.getOrDefault(RuleReport.OK, 0) + " rules ok, "
                + counts.getOrDefault(RuleReport.WARNING, 0) + " with a warning, "
                + counts.getOrDefault(RuleReport.REJECTED, 0) + " rejected");
        boolean bad = counts.containsKey(RuleReport.REJECTED) || (strict && counts.containsKey(RuleReport.WARNING));
        return bad ? ExitCode.FAILED : ExitCode.OK;
    }
}
