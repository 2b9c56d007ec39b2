// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the command line. */
@Command(
        name = "fairlead",
        description = "An audit and log event pipeline for container platforms.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, and every check passed",
            "1:a check failed, or a stage could not start",
            "2:wrong usage, or a configuration that cannot be used"
        },
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            SetupCommand.class,
            IngestCommand.class,
            CollectCommand.class,
            EnrichCommand.class,
            DetectCommand.class,
            SinkCommand.class,
            NormalizeCommand.class,
            RulesCommand.class,
            ReplayCommand.class,
            DeadLettersCommand.class,
            BenchCommand.class
        })
public final class FairleadCommand implements Runnable {
    private static final int BUFFER = 64 * 1024;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run
    private CommandSpec spec;

    /** The command line on the process's own streams, UTF-8. */
    public static CommandLine commandLine() {
        return new CommandLine(new FairleadCommand())
                .setOut(writer(FileDescriptor.out))
                .setErr(writer(FileDescriptor.err))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new Failures());
    }

    private static PrintWriter writer(FileDescriptor stream) {
        return new PrintWriter(new BufferedWriter(
                new OutputStreamWriter(new FileOutputStream(stream), StandardCharsets.UTF_8), BUFFER));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? see below, or: fairlead COMMAND --help");
    }
}
