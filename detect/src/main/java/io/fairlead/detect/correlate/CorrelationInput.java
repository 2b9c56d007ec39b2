// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import io.fairlead.schemas.record.FieldMatch;
import java.util.List;
import java.util.Map;

/**
 * One match of a base rule, as a correlation keeps it.
 *
 * @param eventId the event
 * @param activity the happening the event belongs to; what is counted
 * @param timeMicros the event's own time
 * @param receivedAtMillis when it was received
 * @param dataset where its document lies
 * @param ruleId the base rule that matched
 * @param matches why it matched
 * @param values values of the counted field of {@code value_count}, else empty
 * @param entities entity fields copied from the document, for the alert
 */
public record CorrelationInput(
        String eventId,
        String activity,
        long timeMicros,
        long receivedAtMillis,
        String dataset,
        String ruleId,
        List<FieldMatch> matches,
        List<String> values,
        Map<String, List<String>> entities)
        implements Comparable<CorrelationInput> {
    public CorrelationInput {
        matches = List.copyOf(matches);
        values = List.copyOf(values);
    }

    /** Order of judgement: by time, ties by event id, then by rule. */
    @Override
    public int compareTo(CorrelationInput other) {
        int byTime = Long.compare(timeMicros, other.timeMicros);
        int byEvent = byTime != 0 ? byTime : eventId.compareTo(other.eventId);
        return byEvent != 0 ? byEvent : ruleId.compareTo(other.ruleId);
    }

    /** The same match without its details, for entries that no alert will show. */
    CorrelationInput light() {
        return matches.isEmpty() && entities.isEmpty()
                ? this
                : new CorrelationInput(
                        eventId, activity, timeMicros, receivedAtMillis, dataset, ruleId, List.of(), values, Map.of());
    }
}
