// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.record.Event;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule set, ready to be asked about events.
 *
 * <p>Promise: every rule whose scope covers the event's dataset is judged, in the order of the set; rules that name no stage
 * only on decisive events. No document makes it throw: of an unreadable one, what can be read is judged. Immutable and
 * thread-safe; a new set is compiled aside and swapped whole.
 */
public final class RuleMatcher {
    private record Compiled(DetectionRule rule, Program program) {}

    private final RuleSet set;
    private final List<Compiled> rules;
    private final DocumentReader reader;
    private final DocumentReader outputs;
    private final FieldIndex index;
    private final int leaves;

    private RuleMatcher(RuleSet set) {
        this.set = set;
        Compiler compiler = new Compiler(set);
        this.rules = set.rules().stream()
                .filter(rule -> !rule.scope().isEmpty())
                .map(rule -> new Compiled(rule, compiler.compile(rule.condition())))
                .toList();
        this.index = compiler.index();
        this.leaves = compiler.leaves();
        this.reader = new DocumentReader(index, compiler.hasKeywords());
        this.outputs = new DocumentReader(Compiler.outputs(set), false);
    }

    /** Compiles a set. */
    public static RuleMatcher compile(RuleSet set) {
        return new RuleMatcher(set);
    }

    /** The set this matcher was compiled from. */
    public RuleSet ruleSet() {
        return set;
    }

    /** The rules that are true of this event, silent ones included. */
    public List<Match> match(Event event) {
        return match(event.getDataset(), event.getDecisive(), event.getDocument());
    }

    /**
     * As {@link #match(Event)}, for documents that are no events yet.
     *
     * @param dataset whose rules are asked
     * @param decisive false to ask only rules that name a stage
     * @param document JSON in UTF-8; its position is left alone
     */
    public List<Match> match(String dataset, boolean decisive, ByteBuffer document) {
        List<Compiled> asked = rules.stream()
                .filter(compiled -> compiled.rule().scope().covers(dataset)
                        && (decisive || compiled.rule().namesStage()))
                .toList();
        if (asked.isEmpty()) {
            return List.of();
        }
        Evaluation evaluation = new Evaluation(reader.read(document), leaves);
        List<Match> matches = new ArrayList<>();
        for (Compiled compiled : asked) {
            if (compiled.program().holds(evaluation)) {
                matches.add(match(compiled, evaluation, document));
            }
        }
        return matches;
    }

    private Match match(Compiled compiled, Evaluation evaluation, ByteBuffer document) {
        String message = compiled.rule()
                .output()
                .map(output -> output.render(outputs.read(document)::values))
                .orElse("");
        return new Match(compiled.rule(), Explanation.of(compiled.program(), evaluation), message, evaluation.view());
    }
}
