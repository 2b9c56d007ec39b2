// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.rules;

import io.fairlead.schemas.record.FieldMatch;
import java.util.List;
import java.util.Map;

/** What a rule set says of files: the alerts that it would give live. */
public sealed interface Finding {
    /** The rule that fired. */
    RuleView rule();

    /** Identity of the alert that this finding is live. */
    String alert();

    /**
     * One event fulfils a rule.
     *
     * @param file file of the event
     * @param line line of the event
     * @param rule the rule
     * @param alert identity of the alert
     * @param explanation every true leaf of the rule
     * @param condition the rule's whole condition, a line a part, each with its answer
     */
    record Single(String file, long line, RuleView rule, String alert, List<Reason> explanation, List<String> condition)
            implements Finding {}

    /**
     * Several events fulfil a correlation.
     *
     * @param rule the correlation
     * @param alert identity of the alert
     * @param group group-by names and values
     * @param window first and last time of the window
     * @param count what was counted
     * @param events the events that it counted, at most the last 1,000
     */
    record Correlated(
            RuleView rule, String alert, Map<String, String> group, Span window, long count, List<Location> events)
            implements Finding {}

    /**
     * A span of event time, both ends included.
     *
     * @param start RFC 3339
     * @param end RFC 3339
     */
    record Span(String start, String end) {}

    /**
     * Why one leaf of a rule is true.
     *
     * @param selection the selection in the rule
     * @param field the field of the document; empty for keywords
     * @param operator the comparison
     * @param pattern what the rule asks for
     * @param value what the event has
     */
    record Reason(String selection, String field, String operator, String pattern, String value) {
        static Reason of(FieldMatch match) {
            return new Reason(
                    match.getSelection(), match.getField(), match.getOperator(), match.getPattern(), match.getValue());
        }
    }
}
