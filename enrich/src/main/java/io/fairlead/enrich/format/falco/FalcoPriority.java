// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.falco;

import java.util.List;
import java.util.OptionalInt;

/** Falco's priorities as numbers, the greater the graver, as Elastic's integration for Falco counts them. */
final class FalcoPriority {
    private static final List<String> BY_SEVERITY =
            List.of("debug", "informational", "notice", "warning", "error", "critical", "alert", "emergency");

    private FalcoPriority() {}

    /** The severity, 0 (debug) to 7 (emergency), or empty for a word that is no priority. */
    static OptionalInt severity(String priority) {
        int severity = BY_SEVERITY.indexOf(priority.equals("info") ? "informational" : priority);
        return severity < 0 ? OptionalInt.empty() : OptionalInt.of(severity);
    }
}
