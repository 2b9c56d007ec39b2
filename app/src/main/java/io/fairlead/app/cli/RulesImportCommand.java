// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.rules.imports.ImportReport;
import io.fairlead.app.rules.imports.RuleImport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fairlead rules import}. */
@Command(
        name = "import",
        description =
                "Copies the rules of a folder or a git repository that compile into a folder of yours; run again, it"
                        + " follows the source and leaves alone what you changed.",
        mixinStandardHelpOptions = true)
final class RulesImportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Option(names = "--into", required = true, paramLabel = "DIR", description = "Folder to import into.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private Path into;

    @Option(names = "--branch", paramLabel = "NAME", description = "Branch or tag of the repository.")
    private @Nullable String branch;

    @Option(names = "--json", description = "The report as JSON on standard output.")
    private boolean json;

    @Parameters(paramLabel = "SOURCE", description = "Folder, or address of a git repository.")
    private String source = "";

    @Override
    public Integer call() throws InterruptedException {
        Talk talk = Talk.of(spec);
        ImportReport report;
        try {
            report = RuleImport.run(source, Optional.ofNullable(branch), into);
        } catch (IllegalArgumentException noRules) {
            throw CommandFailure.usage(String.valueOf(noRules.getMessage()));
        } catch (IOException e) {
            throw CommandFailure.failed("cannot import " + source + ": " + e.getMessage());
        }
        if (json) {
            talk.result(report);
        }
        report.leftOut()
                .forEach(one -> talk.say("  left out  " + one.file() + ": " + one.reason() + " (" + one.code() + ")"));
        report.kept().forEach(file -> talk.say("  kept      " + file + ": changed here"));
        report.removed().forEach(file -> talk.say("  removed   " + file));
        talk.say(into + (report.commit().isEmpty() ? "" : " at " + report.commit()) + ": "
                + report.added().size() + " files added, " + report.changed().size() + " changed, "
                + report.same().size() + " the same, " + report.removed().size() + " removed, "
                + report.kept().size() + " kept as changed here, "
                + report.leftOut().size() + " left out");
        return ExitCode.OK;
    }
}
