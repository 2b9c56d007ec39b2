// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.schemas.config.ConfigException;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into one sentence and an exit code; the stack trace is in the log at debug level. */
final class Failures implements IExecutionExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter words = command.getErr();
        int code = switch (failure) {
            case CommandFailure known -> known.exitCode();
            case ConfigException configuration -> ExitCode.USAGE;
            default -> ExitCode.FAILED;
        };
        words.println("fairlead: " + sentence(failure));
        words.flush();
        LOG.debug("command failed", failure);
        return code;
    }

    /** The message of the failure, or of its nearest cause that has one. */
    static String sentence(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            String message = at.getMessage();
            if (message != null && !message.isBlank() && !isWrapper(at)) {
                return message;
            }
        }
        return failure.getClass().getSimpleName()
                + "; run again with FAIRLEAD_OPTS=-Dfairlead.log.level=DEBUG to see where";
    }

    private static boolean isWrapper(Throwable at) {
        return at.getCause() != null
                && at.getMessage() != null
                && at.getMessage().equals(at.getCause().toString());
    }
}
