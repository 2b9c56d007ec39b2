// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.report;

/** What came of a check: whether what it looks for is there. */
enum State {
    /** It is. */
    FOUND("found", "failure"),
    /** It is not, or does no harm. */
    PASSED("passed", "success"),
    /** It is, and whoever answers for it has set it aside. */
    SUPPRESSED("suppressed", "unknown"),
    /** Nobody looked: the check wants a person. */
    UNCHECKED("unchecked", "unknown");

    private final String word;
    private final String outcome;

    State(String word, String outcome) {
        this.word = word;
        this.outcome = outcome;
    }

    /** The end of {@code event.action}. */
    String word() {
        return word;
    }

    /** {@code event.outcome}. */
    String outcome() {
        return outcome;
    }
}
