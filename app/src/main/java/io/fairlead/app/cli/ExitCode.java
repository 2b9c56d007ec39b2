// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

/** How a command ends. */
final class ExitCode {
    /** Done, and every check passed. */
    static final int OK = 0;
    /** Something is not as it should be: a rejected rule, a failed test, a missing alert, a stage that cannot start. */
    static final int FAILED = 1;
    /** Wrong words on the command line, or a configuration that cannot be used. */
    static final int USAGE = 2;

    private ExitCode() {}
}
