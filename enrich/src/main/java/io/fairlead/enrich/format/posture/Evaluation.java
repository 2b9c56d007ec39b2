// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.posture;

/** What a check found, whatever the tool calls it. */
enum Evaluation {
    /** As it should be. */
    PASSED("passed", "success"),
    /** Not as it should be. */
    FAILED("failed", "failure"),
    /** Not decided: the check does not apply, was skipped, needs a person, or broke off. */
    UNKNOWN("unknown", "unknown");

    private final String text;
    private final String outcome;

    Evaluation(String text, String outcome) {
        this.text = text;
        this.outcome = outcome;
    }

    /** The value of {@code result.evaluation}. */
    String text() {
        return text;
    }

    /** The value of {@code event.outcome}. */
    String outcome() {
        return outcome;
    }
}
