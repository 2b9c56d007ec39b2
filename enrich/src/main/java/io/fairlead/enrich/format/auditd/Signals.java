// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import java.util.Map;

/** Names of the signals that seccomp filters send (signal(7), x86 and ARM numbers). */
final class Signals {
    private static final Map<String, String> NAMES = Map.of(
            "4", "SIGILL",
            "5", "SIGTRAP",
            "6", "SIGABRT",
            "7", "SIGBUS",
            "8", "SIGFPE",
            "9", "SIGKILL",
            "11", "SIGSEGV",
            "15", "SIGTERM",
            "31", "SIGSYS");

    private Signals() {}

    /** The signal's name, or its number. */
    static String name(String number) {
        return NAMES.getOrDefault(number, number);
    }
}
