// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.falco;

import java.util.List;
import java.util.OptionalInt;

/** Falco's priorities are those of syslog. */
final class FalcoPriority {
    private static final List<String> BY_SEVERITY =
            List.of("emergency", "alert", "critical", "error", "warning", "notice", "informational", "debug");

    private FalcoPriority() {}

    /** Syslog's severity, 0 (emergency) to 7 (debug), or empty for a word that is no priority. */
    static OptionalInt severity(String priority) {
        int severity = BY_SEVERITY.indexOf(priority.equals("info") ? "informational" : priority);
        return severity < 0 ? OptionalInt.empty() : OptionalInt.of(severity);
    }
}
