// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fairlead bench}. */
@Command(
        name = "bench",
        description = "Measured figures, each with its reference in the same run.",
        mixinStandardHelpOptions = true,
        subcommands = {BenchMatchCommand.class, BenchNormalizeCommand.class, BenchPipelineCommand.class})
final class BenchCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "bench what? match, normalize or pipeline");
    }
}
