// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.Condition;
import io.fairlead.detect.rule.Predicate;
import io.fairlead.detect.rule.TextPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Kubernetes API servers differ in the verb they audit for exec, attach and port-forward: {@code create} in old ones (SPDY),
 * {@code get} in current ones (WebSocket). In a rule that asks for a subresource, each of the two answers for the other on
 * these subresources; rules that name no subresource are left as they are.
 *
 * @param verbField the document's field of the verb
 * @param subresourceField the document's field of the subresource
 */
record ConnectVerbs(String verbField, String subresourceField) {
    private static final Set<String> CONNECT = Set.of("attach", "exec", "portforward");

    /** The rule's condition with both verbs, if it asks for a subresource. */
    Condition apply(Condition condition) {
        return asksForConnect(condition) ? rewrite(condition) : condition;
    }

    private boolean asksForConnect(Condition condition) {
        return switch (condition) {
            case Condition.And and -> and.conditions().stream().anyMatch(this::asksForConnect);
            case Condition.Or or -> or.conditions().stream().anyMatch(this::asksForConnect);
            case Condition.AtLeast atLeast -> atLeast.conditions().stream().anyMatch(this::asksForConnect);
            case Condition.Not not -> asksForConnect(not.condition());
            case Condition.Selection selection -> asksForConnect(selection.condition());
            case Condition.FieldCondition leaf -> leaf.field().equals(subresourceField);
            case Condition.KeywordCondition unused -> false;
            case Condition.ProjectedCondition unused -> false;
        };
    }

    private Condition rewrite(Condition condition) {
        return switch (condition) {
            case Condition.And and -> new Condition.And(rewrite(and.conditions()));
            case Condition.Or or -> new Condition.Or(rewrite(or.conditions()));
            case Condition.AtLeast atLeast -> new Condition.AtLeast(atLeast.number(), rewrite(atLeast.conditions()));
            case Condition.Not not -> new Condition.Not(rewrite(not.condition()));
            case Condition.Selection selection ->
                new Condition.Selection(selection.name(), rewrite(selection.condition()));
            case Condition.FieldCondition leaf -> verb(leaf);
            case Condition.KeywordCondition keyword -> keyword;
            case Condition.ProjectedCondition projected -> projected;
        };
    }

    private List<Condition> rewrite(List<Condition> conditions) {
        return conditions.stream().map(this::rewrite).toList();
    }

    private Condition verb(Condition.FieldCondition leaf) {
        if (!leaf.field().equals(verbField) || !(leaf.predicate() instanceof Predicate.Text text)) {
            return leaf;
        }
        String verb =
                text.text().shape() == TextPattern.Shape.EQUALS ? text.text().literal() : "";
        if (!verb.equalsIgnoreCase("get") && !verb.equalsIgnoreCase("create")) {
            return leaf;
        }
        List<Condition> connect = new ArrayList<>();
        CONNECT.stream().sorted().forEach(name -> connect.add(is(subresourceField, name)));
        String other = verb.equalsIgnoreCase("get") ? "create" : "get";
        return new Condition.Or(
                List.of(leaf, new Condition.And(List.of(is(verbField, other), new Condition.Or(connect)))));
    }

    private static Condition is(String field, String text) {
        return new Condition.FieldCondition(field, new Predicate.Text(TextPattern.literal(text), false));
    }
}
