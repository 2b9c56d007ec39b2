// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app;

import io.fairlead.app.cli.FairleadCommand;
import org.apache.logging.log4j.LogManager;
import picocli.CommandLine;

/** The program. */
public final class Fairlead {
    private Fairlead() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        CommandLine commandLine = FairleadCommand.commandLine();
        int code = commandLine.execute(arguments);
        commandLine.getOut().flush();
        commandLine.getErr().flush();
        LogManager.shutdown();
        System.exit(code);
    }
}
