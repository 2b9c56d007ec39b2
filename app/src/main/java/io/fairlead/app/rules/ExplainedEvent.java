// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.rules;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.util.StdConverter;
import io.fairlead.detect.explain.ConditionNode;
import io.fairlead.detect.explain.Explained;
import io.fairlead.detect.explain.Miss;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a rule says of one event, part by part.
 *
 * @param file file of the event
 * @param line line of the event
 * @param rule the rule
 * @param holds whether the rule's condition is true
 * @param possible whether any event could make it true
 * @param filters filters that hold the match back
 * @param misses the fewest answers that would have to be different; none when it is true
 * @param condition the whole condition with its answers
 */
public record ExplainedEvent(
        String file,
        long line,
        RuleView rule,
        boolean holds,
        boolean possible,
        List<String> filters,
        List<Miss> misses,

        @JsonSerialize(converter = ExplainedEvent.AsView.class)
        ConditionNode condition) {
    /** Prints the condition without empty parts. */
    static final class AsView extends StdConverter<ConditionNode, ConditionView> {
        @Override
        public ConditionView convert(ConditionNode node) {
            return ConditionView.of(node);
        }
    }

    /** Parts of a node that are shown to people. */
    private static final int MOST_PARTS = 20;

    static ExplainedEvent of(Location location, RuleView rule, Explained explained, List<String> filters) {
        Optional<List<Miss>> misses = explained.misses();
        return new ExplainedEvent(
                location.file(),
                location.line(),
                rule,
                explained.holds(),
                misses.isPresent(),
                filters,
                misses.orElse(List.of()),
                explained.condition());
    }

    /** How far the event is from the rule, in answers. */
    int distance() {
        return possible ? misses.size() : Integer.MAX_VALUE;
    }

    /** For people: where, the nearest way to a match, the whole condition. */
    public String text() {
        return file + ":" + line + "  " + summary() + "\n"
                + condition.text(MOST_PARTS).indent(4).stripTrailing();
    }

    private String summary() {
        if (holds) {
            return filters.isEmpty()
                    ? "matches"
                    : "matches, but is held back by the filter " + String.join(", ", filters);
        }
        if (!possible) {
            return "does not match, and no event can";
        }
        return "does not match: " + misses.stream().map(Miss::text).collect(Collectors.joining("; "));
    }
}
