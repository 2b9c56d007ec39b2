// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import io.fairlead.schemas.record.FieldMatch;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * One match of a base rule, as a correlation keeps it. The base rule may be a correlation itself: then the event is its
 * alert, at the anchor of its window, and the evidence is what it fired on.
 *
 * @param eventId the event, or the alert of a correlation
 * @param activity the happening the event belongs to; what is counted
 * @param timeMicros the event's own time
 * @param receivedAtMillis when it was received
 * @param dataset where its document lies
 * @param ruleId the base rule that matched
 * @param matches why it matched
 * @param values values of the field that is counted or measured, else empty
 * @param entities entity fields copied from the document, for the alert
 * @param evidence of a correlation: the matches it fired on, the last ones; else empty
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
        Map<String, List<String>> entities,
        List<CorrelationInput> evidence)
        implements Comparable<CorrelationInput> {
    /** By time, ties by event id: the order of happenings. */
    static final Comparator<CorrelationInput> BY_EVENT =
            Comparator.comparingLong(CorrelationInput::timeMicros).thenComparing(CorrelationInput::eventId);

    public CorrelationInput {
        matches = List.copyOf(matches);
        values = List.copyOf(values);
        evidence = List.copyOf(evidence);
    }

    /** A match of a rule on single events. */
    public CorrelationInput(
            String eventId,
            String activity,
            long timeMicros,
            long receivedAtMillis,
            String dataset,
            String ruleId,
            List<FieldMatch> matches,
            List<String> values,
            Map<String, List<String>> entities) {
        this(eventId, activity, timeMicros, receivedAtMillis, dataset, ruleId, matches, values, entities, List.of());
    }

    /** Order of judgement: by time, ties by event id, then by rule. */
    @Override
    public int compareTo(CorrelationInput other) {
        int byTime = Long.compare(timeMicros, other.timeMicros);
        int byEvent = byTime != 0 ? byTime : eventId.compareTo(other.eventId);
        return byEvent != 0 ? byEvent : ruleId.compareTo(other.ruleId);
    }

    /** The same match at another time. */
    public CorrelationInput at(long micros) {
        return new CorrelationInput(
                eventId, activity, micros, receivedAtMillis, dataset, ruleId, matches, values, entities, evidence);
    }

    /** The same match without its details, for entries that no alert will show. */
    CorrelationInput light() {
        return matches.isEmpty() && entities.isEmpty() && evidence.isEmpty()
                ? this
                : new CorrelationInput(
                        eventId, activity, timeMicros, receivedAtMillis, dataset, ruleId, List.of(), values, Map.of());
    }
}
