// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.rules;

/**
 * How one case of a rule's tests ended.
 *
 * @param file the rule's file
 * @param name the case
 * @param failure what is wrong; empty when it passed
 * @param skipped whether there was nothing to run
 */
public record RuleTestResult(String file, String name, String failure, boolean skipped) {
    /** A case that was run. */
    public RuleTestResult(String file, String name, String failure) {
        this(file, name, failure, false);
    }

    /** Whether what must hold holds. */
    public boolean passed() {
        return failure.isEmpty();
    }
}
