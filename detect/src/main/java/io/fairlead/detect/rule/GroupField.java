// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

import java.util.Map;

/**
 * One group-by field of a correlation.
 *
 * @param name the field or alias as the rule names it; the key in an alert's group
 * @param fieldOfRule for each base rule's id the field of the document that holds the value
 */
public record GroupField(String name, Map<String, String> fieldOfRule) {
    public GroupField {
        fieldOfRule = Map.copyOf(fieldOfRule);
    }

    /** The document's field for events that this base rule matched. */
    public String fieldFor(String ruleId) {
        return fieldOfRule.getOrDefault(ruleId, name);
    }
}
