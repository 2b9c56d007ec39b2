// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import io.fairlead.detect.match.scan.EventBuffer;
import io.fairlead.detect.match.scan.Fields;
import io.fairlead.detect.match.scan.JsonScanner;
import io.fairlead.detect.match.text.GuardedRegex;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.OutputTemplate;
import io.fairlead.detect.rule.Projection;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.detect.rule.Tree;
import io.fairlead.schemas.record.Event;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A rule set, ready to be asked about events.
 *
 * <p>Promise: every rule whose scope covers the event's dataset is judged, in the order of the set; rules that name no stage
 * only on decisive events. No document makes it throw: of an unreadable one, what can be read is judged. Thread-safe, and
 * immutable but for the counters of {@link #guarded}; a new set is compiled aside and swapped whole.
 *
 * <p>The document is read once. Literals that rules need wake them; only rules that were woken are asked, and an event's
 * question is asked once however many rules share it.
 */
public final class RuleMatcher {
    private final RuleSet set;
    private final List<DetectionRule> rules;
    private final Routes routes;
    private final Plan plan;
    private final List<Program> programs;
    private final Fields outputs;
    private final ThreadLocal<Evaluation> evaluations;

    private RuleMatcher(RuleSet set) {
        this.set = set;
        this.rules =
                set.rules().stream().filter(rule -> !rule.scope().isEmpty()).toList();
        this.routes = new Routes(rules);
        Compiler compiler = new Compiler(set, rules);
        this.programs = compiler.programs();
        this.plan = compiler.compile();
        this.outputs = Needed.outputs(set);
        this.evaluations = evaluations(plan, false);
    }

    private RuleMatcher(RuleMatcher compiled, boolean remembers) {
        this.set = compiled.set;
        this.rules = compiled.rules;
        this.routes = compiled.routes;
        this.plan = compiled.plan;
        this.programs = compiled.programs;
        this.outputs = compiled.outputs;
        this.evaluations = evaluations(plan, remembers);
    }

    private static ThreadLocal<Evaluation> evaluations(Plan plan, boolean remembers) {
        return ThreadLocal.withInitial(() -> new Evaluation(plan, remembers));
    }

    /** Compiles a set. */
    public static RuleMatcher compile(RuleSet set) {
        return new RuleMatcher(set);
    }

    /**
     * The same rules, remembering across events which literals were found in a field's value, as far as values come again.
     * Answers are the same.
     */
    public RuleMatcher remembering() {
        return new RuleMatcher(this, true);
    }

    /** The set this matcher was compiled from. */
    public RuleSet ruleSet() {
        return set;
    }

    /** The expressions on a backtracking engine: how often they were asked, and how often in vain. */
    public List<GuardedRegex> guarded() {
        return plan.guarded;
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
        BitSet asked = routes.asked(dataset, decisive);
        if (asked.isEmpty()) {
            return List.of();
        }
        Evaluation evaluation = evaluations.get();
        int[] found = found(evaluation, asked, document);
        if (found.length == 0) {
            return List.of();
        }
        EventView view = new EventView(plan.fields, document);
        List<Match> matches = new ArrayList<>(found.length);
        for (int rule : found) {
            matches.add(new Match(
                    rules.get(rule),
                    Explanation.of(programs.get(rule), evaluation),
                    rules.get(rule)
                            .output()
                            .map(output -> message(output, document))
                            .orElse(""),
                    view));
        }
        return matches;
    }

    /** As {@link #match(String, boolean, ByteBuffer)}, without saying why. */
    public List<DetectionRule> rules(String dataset, boolean decisive, ByteBuffer document) {
        BitSet asked = routes.asked(dataset, decisive);
        if (asked.isEmpty()) {
            return List.of();
        }
        int[] found = found(evaluations.get(), asked, document);
        List<DetectionRule> matching = new ArrayList<>(found.length);
        for (int rule : found) {
            matching.add(rules.get(rule));
        }
        return matching;
    }

    private static int[] found(Evaluation evaluation, BitSet asked, ByteBuffer document) {
        evaluation.read(document);
        int[] found = new int[evaluation.rules()];
        int count = 0;
        for (int i = 0; i < evaluation.rules(); i++) {
            int rule = evaluation.rule(i);
            if (asked.get(rule) && evaluation.holds(rule)) {
                found[count++] = rule;
            }
        }
        Arrays.sort(found, 0, count);
        return Arrays.copyOf(found, count);
    }

    private String message(OutputTemplate output, ByteBuffer document) {
        EventBuffer event = new JsonScanner(outputs, false).read(document);
        return output.render(projection -> values(projection, event));
    }

    private List<String> values(Projection projection, EventBuffer event) {
        List<Tree> parts = projection.sources().stream()
                .map(source -> event.tree(outputs.capture(source)))
                .toList();
        return projection.values(parts);
    }
}
