// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.schemas.record.FieldMatch;
import java.util.List;

/**
 * A rule that is true of an event.
 *
 * @param rule the rule; ask {@link DetectionRule#silent()} before alerting
 * @param matches every true leaf that made it so
 * @param message the rule's own words for this event; empty when it has none
 * @param event the event as the matcher saw it, with the fields that rules and correlations name
 */
public record Match(DetectionRule rule, List<FieldMatch> matches, String message, EventView event) {
    public Match {
        matches = List.copyOf(matches);
    }
}
