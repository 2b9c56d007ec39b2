// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import io.fairlead.detect.match.scan.Fields;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.Predicate;
import io.fairlead.detect.rule.Projection;
import io.fairlead.detect.rule.RuleSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Turns the conditions of a set into a {@link Plan}. The same set always gives the same plan. */
final class Compiler {
    private static final int[] NOTHING = new int[0];

    private final Needed needed;
    private final Questions questions;
    private final List<Program> programs;
    private final List<Projection> projections;
    private final Fields fields;

    /** @param set whose fields are read, those of its correlations too */
    Compiler(RuleSet set, List<DetectionRule> rules) {
        this.needed = Needed.of(set);
        this.projections = List.copyOf(needed.projections());
        this.fields = needed.fieldsToRead();
        this.questions = new Questions(fields, projections);
        this.programs = rules.stream()
                .map(rule -> Program.of(rule.condition(), questions::leaf))
                .toList();
    }

    /** The rules' conditions as their authors wrote them. */
    List<Program> programs() {
        return programs;
    }

    Plan compile() {
        questions.findNeedles();
        Nodes simplest = new Nodes(questions);
        List<Node> nodes = programs.stream().map(simplest::of).toList();
        int leaves = questions.leaves().size();
        int count = leaves + questions.combinations();
        byte[] modes = new byte[count];
        List<List<Integer>> effects = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            effects.add(List.of());
        }
        Map<Integer, List<Integer>> groups = questions.groupsByNumber();
        Programs code = new Programs(questions, modes);
        groups.forEach((number, members) -> {
            modes[code.number(number)] = Plan.DECIDED;
            members.forEach(member -> effect(effects, member, ~code.number(number)));
        });
        Set<Integer> watched = new LinkedHashSet<>();
        groups.values().forEach(watched::addAll);
        List<List<Integer>> present = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            present.add(new ArrayList<>());
        }
        List<Integer> always = new ArrayList<>();
        Function<Node, Optional<Witness>> witnesses = Witness.finder(questions);
        for (int rule = 0; rule < nodes.size(); rule++) {
            Optional<Witness> witness = witnesses.apply(nodes.get(rule));
            if (witness.isEmpty()) {
                always.add(rule);
                continue;
            }
            for (int slot : witness.get().slots()) {
                present.get(slot).add(rule);
            }
            for (int question : witness.get().questions()) {
                effect(effects, code.number(question), rule);
                if (question >= 0) {
                    watched.add(question);
                }
            }
        }
        for (Leaf leaf : questions.leaves()) {
            if (leaf.predicate instanceof Predicate.Regex
                    && questions.needles(leaf.id).isPresent()) {
                watched.add(leaf.id);
            }
        }
        Watches watches = new Watches(fields.size());
        for (int leaf : watched) {
            Needles needles = questions.needles(leaf).orElseThrow();
            watches.add(questions.leaves().get(leaf), needles);
            modes[leaf] = needles.decides() ? Plan.DECIDED : Plan.HINTED;
        }
        int[] starts = nodes.stream().mapToInt(code::write).toArray();
        return new Plan(
                fields,
                needed.everything(),
                projections,
                questions.leaves().toArray(Leaf[]::new),
                counts(code, questions.combinations()),
                modes,
                arrays(effects),
                code.code(),
                starts,
                watches.bySlot(),
                watches.unnamed(),
                arrays(present),
                Watches.numbers(always),
                questions.guarded());
    }

    private static void effect(List<List<Integer>> effects, int question, int effect) {
        List<Integer> known = effects.get(question);
        if (known.isEmpty()) {
            known = new ArrayList<>(1);
            effects.set(question, known);
        }
        known.add(effect);
    }

    private Plan.Count[] counts(Programs code, int combinations) {
        Plan.Count[] counts = new Plan.Count[combinations];
        Arrays.fill(counts, new Plan.Count(1, NOTHING));
        questions
                .countsByNumber()
                .forEach((number, counted) -> counts[-number - 1] = new Plan.Count(
                        counted.number(),
                        counted.parts().stream().mapToInt(code::write).toArray()));
        return counts;
    }

    private static int[][] arrays(List<List<Integer>> lists) {
        return lists.stream()
                .map(list -> list.isEmpty() ? NOTHING : Watches.numbers(list))
                .toArray(int[][]::new);
    }
}
