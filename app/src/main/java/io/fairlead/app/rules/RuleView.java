// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.rules;

import io.fairlead.detect.rule.RuleInfo;

/**
 * A rule as it is printed.
 *
 * @param id its id
 * @param title its title
 * @param language sigma or falco
 * @param level in the words of its language: {@code high} in Sigma, {@code WARNING} in Falco
 */
public record RuleView(String id, String title, String language, String level) {
    static RuleView of(RuleInfo rule) {
        return new RuleView(rule.id(), rule.title(), rule.language(), rule.grade());
    }
}
