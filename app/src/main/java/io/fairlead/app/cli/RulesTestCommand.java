// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.rules.JUnitReport;
import io.fairlead.app.rules.RuleTestResult;
import io.fairlead.app.rules.RuleTestRunner;
import io.fairlead.schemas.record.RuleFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fairlead rules test}. */
@Command(
        name = "test",
        description = "Runs the tests that stand beside rules (X.test.yml beside X.yml). Exit code 1 when one fails.",
        mixinStandardHelpOptions = true)
final class RulesTestCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Option(names = "--json", description = "One JSON object a case on standard output.")
    private boolean json;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the results as JUnit XML.")
    private @Nullable Path report;

    @Option(
            names = "--require-tests",
            description = "A rule without tests fails; without this it is skipped, and told.")
    private boolean required;

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Rule files or folders.")
    private List<Path> paths = List.of();

    @Mixin
    private final RuleOptions options = new RuleOptions();

    @Override
    public Integer call() throws IOException {
        Talk talk = Talk.of(spec);
        List<RuleFile> files = RulesFiles.read(paths);
        RuleTestRunner runner = new RuleTestRunner(files, options::compile, options.asIs(), required);
        List<RuleTestResult> results =
                files.stream().flatMap(rule -> runner.run(rule).stream()).toList();
        for (RuleTestResult result : results) {
            if (json) {
                talk.line(Talk.json(result));
            }
            if (!result.passed()) {
                talk.say(result.file() + ": " + result.name() + ": " + result.failure());
            }
        }
        long failed = results.stream().filter(result -> !result.passed()).count();
        long skipped = results.stream().filter(RuleTestResult::skipped).count();
        talk.say(results.size() - skipped + " cases, " + failed + " failed"
                + (skipped == 0 ? "" : "; " + skipped + " rule files have no tests"));
        if (report != null) {
            JUnitReport.write(report, results);
        }
        return failed == 0 ? ExitCode.OK : ExitCode.FAILED;
    }
}
