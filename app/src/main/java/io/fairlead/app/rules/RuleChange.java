// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.rules;

import java.util.List;

/**
 * How a rule differs between two sets.
 *
 * @param change added, removed, changed, rejected (it ran and no longer does) or mended (it did not run and now does)
 * @param id the rule's id
 * @param title its title, in the newer set where it is there
 * @param file its file, in the newer set where it is there
 * @param what which of its parts changed; the reason when it is rejected
 */
public record RuleChange(String change, String id, String title, String file, List<String> what) {
    /** For people: one line. */
    public String text() {
        return String.format(java.util.Locale.ROOT, "%-8s  %s  %s  (%s)", change, title, id, file)
                + (what.isEmpty() ? "" : ": " + String.join(", ", what));
    }
}
