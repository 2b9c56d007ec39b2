// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.fairlead.detect.explain.ConditionNode;
import io.fairlead.detect.explain.Question;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A part of a condition as it is printed.
 *
 * @param kind all, any, at_least, not, selection or question
 * @param name the selection's name
 * @param number how many parts must hold, for at_least
 * @param holds the answer
 * @param question what is asked and what the event has, for a question
 * @param parts the parts below
 */
public record ConditionView(
        String kind,
        @JsonInclude(Include.NON_EMPTY) String name,
        @JsonInclude(Include.NON_DEFAULT) int number,
        boolean holds,
        @JsonInclude(Include.NON_NULL) @Nullable Question question,
        @JsonInclude(Include.NON_EMPTY) List<ConditionView> parts) {
    static ConditionView of(ConditionNode node) {
        return new ConditionView(
                node.kind().name().toLowerCase(Locale.ROOT),
                node.name(),
                node.number(),
                node.holds(),
                node.question().orElse(null),
                node.parts().stream().map(ConditionView::of).toList());
    }
}
