// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.rules;

import java.util.Map;

/**
 * An alert as the tests see it.
 *
 * @param rule the rule's id
 * @param auditId the request, empty for correlations
 * @param group the group of a correlation, else empty
 */
record Seen(String rule, String auditId, Map<String, String> group) {
    Seen {
        group = Map.copyOf(group);
    }
}
