// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.rules.RuleChange;
import io.fairlead.app.rules.RuleSetDiff;
import io.fairlead.detect.rule.RuleSet;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fairlead rules diff}. */
@Command(
        name = "diff",
        description =
                "Says which rules differ between two sets, and in what: added, removed, changed, rejected, mended.",
        mixinStandardHelpOptions = true)
final class RulesDiffCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Mixin
    private final RuleOptions options = new RuleOptions();

    @Option(names = "--json", description = "One JSON object a difference on standard output.")
    private boolean json;

    @Option(names = "--exit-code", description = "Exit code 1 when the sets differ.")
    private boolean exitCode;

    @Parameters(index = "0", paramLabel = "OLDER", description = "Rule file or folder.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private Path older;

    @Parameters(index = "1", paramLabel = "NEWER", description = "Rule file or folder.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private Path newer;

    @Override
    public Integer call() {
        Talk talk = Talk.of(spec);
        List<RuleChange> changes = RuleSetDiff.of(compile(older), compile(newer));
        for (RuleChange change : changes) {
            if (json) {
                talk.line(Talk.json(change));
            } else {
                talk.say(change.text());
            }
        }
        talk.say(changes.isEmpty() ? "the sets do the same" : changes.size() + " differences");
        return exitCode && !changes.isEmpty() ? ExitCode.FAILED : ExitCode.OK;
    }

    private RuleSet compile(Path path) {
        return options.compile(RulesFiles.read(List.of(path)));
    }
}
