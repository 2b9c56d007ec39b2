// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.explain;

/**
 * A question whose answer stands between an event and a rule.
 *
 * @param question the question, with what the event has
 * @param wanted the answer that the rule needs
 */
public record Miss(Question question, boolean wanted) {
    /** In words. */
    public String text() {
        return (wanted ? "needs " : "must not be: ") + question.text();
    }
}
