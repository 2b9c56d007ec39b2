// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fairlead rules}. */
@Command(
        name = "rules",
        description = "Detection rules: offline, and published.",
        mixinStandardHelpOptions = true,
        subcommands = {
            RulesCheckCommand.class,
            RulesMatchCommand.class,
            RulesExplainCommand.class,
            RulesTestCommand.class,
            RulesCoverageCommand.class,
            RulesDiffCommand.class,
            RulesImportCommand.class,
            RulesPublishCommand.class,
            RulesHistoryCommand.class
        })
final class RulesCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "check, match, explain, test, coverage, diff, import, publish or history?");
    }
}
