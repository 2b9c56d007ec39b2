// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.filter;

import io.fairlead.schemas.record.FieldMatch;
import java.util.List;

/**
 * A match that a filter withdraws.
 *
 * @param ruleId the rule that matched
 * @param filterId the first filter of the set that excludes the event
 * @param why what of the filter is true of the event
 */
public record Withdrawn(String ruleId, String filterId, List<FieldMatch> why) {
    public Withdrawn {
        why = List.copyOf(why);
    }
}
