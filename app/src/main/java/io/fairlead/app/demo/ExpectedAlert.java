// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.demo;

import java.util.Map;

/**
 * An alert that the recording must give, as it stands in the hand-written list.
 *
 * @param rule the rule's id
 * @param title the rule's title
 * @param level how bad it is
 * @param step the labelled step it belongs to
 * @param auditID the request of a rule on single events; empty for a correlation
 * @param group the group of a correlation; empty for a rule on single events
 */
record ExpectedAlert(String rule, String title, String level, String step, String auditID, Map<String, String> group) {
    ExpectedAlert {
        group = group == null ? Map.of() : Map.copyOf(group);
        auditID = auditID == null ? "" : auditID;
    }

    AlertKey key() {
        return new AlertKey(rule, group.isEmpty() ? auditID : "", group);
    }
}
