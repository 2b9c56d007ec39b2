// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import io.fairlead.detect.match.Match;
import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.GroupField;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.identity.Identity;
import io.fairlead.schemas.record.Event;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which matches go to which correlations of a set, and to which state. Immutable and thread-safe.
 *
 * <p>State belongs to {@link #stateHash}: the correlation's hash with those of all rules it stands on, so a correlation that
 * an update of the set does not touch keeps its state, and a changed one starts clean.
 */
public final class CorrelationPlan {
    private final Map<String, List<CorrelationRule>> correlationsOf = new HashMap<>();
    private final Map<String, CorrelationRule> correlations = new HashMap<>();
    private final Map<String, String> hashes = new HashMap<>();

    private CorrelationPlan(RuleSet set) {
        Map<String, String> known = new HashMap<>();
        for (DetectionRule rule : set.rules()) {
            known.put(rule.id(), rule.info().hash());
        }
        set.correlations().stream()
                .sorted(Comparator.comparingInt(CorrelationRule::depth))
                .forEach(rule -> known.put(rule.id(), hash(rule, known)));
        for (CorrelationRule rule : set.correlations()) {
            correlations.put(rule.id(), rule);
            hashes.put(rule.id(), known.getOrDefault(rule.id(), ""));
            for (String ruleId : rule.ruleIds()) {
                correlationsOf.computeIfAbsent(ruleId, id -> new ArrayList<>()).add(rule);
            }
        }
    }

    /** The plan of this set. */
    public static CorrelationPlan of(RuleSet set) {
        return new CorrelationPlan(set);
    }

    /** The correlation of this id, if its state hash is this one. */
    public Optional<CorrelationRule> correlation(String id, String stateHash) {
        return Optional.ofNullable(correlations.get(id))
                .filter(rule -> stateHash(rule).equals(stateHash));
    }

    /** Names the state of this correlation of the set. */
    public String stateHash(CorrelationRule rule) {
        return hashes.getOrDefault(rule.id(), "");
    }

    /**
     * The match, once for each correlation that counts its rule.
     *
     * <p>An event that lacks a group-by field belongs to no group and is not counted, nor is one without a number where
     * numbers are measured; the values of a list are one group together, in their order.
     */
    public List<Grouped> inputs(Match match, Event event) {
        String ruleId = match.rule().id();
        List<Grouped> inputs = new ArrayList<>();
        for (CorrelationRule rule : correlationsOf.getOrDefault(ruleId, List.of())) {
            Function<GroupField, List<String>> read = field -> match.event().values(field.fieldFor(ruleId));
            offer(rule, read, values -> input(match, event, values)).ifPresent(inputs::add);
        }
        return inputs;
    }

    /** What a correlation fired, once for each correlation that counts it; its group's names and values are its fields. */
    public List<Grouped> inputs(CorrelationRule inner, Map<String, String> group, Fired fired, Limits limits) {
        List<Grouped> inputs = new ArrayList<>();
        for (CorrelationRule rule : correlationsOf.getOrDefault(inner.id(), List.of())) {
            Function<GroupField, List<String>> read = field -> {
                String value = group.get(field.fieldFor(inner.id()));
                return value == null ? List.of() : List.of(value);
            };
            offer(rule, read, values -> ChainedInputs.of(inner, group, fired, values, limits))
                    .ifPresent(inputs::add);
        }
        return inputs;
    }

    private Optional<Grouped> offer(
            CorrelationRule rule,
            Function<GroupField, List<String>> read,
            Function<List<String>, CorrelationInput> input) {
        Map<String, String> group = new LinkedHashMap<>();
        for (GroupField field : rule.groupBy()) {
            List<String> values = read.apply(field);
            if (values.isEmpty()) {
                return Optional.empty();
            }
            group.put(field.name(), String.join(", ", values));
        }
        List<String> values =
                Combinations.of(rule.valueFields().stream().map(read).toList());
        if (rule.type().isNumeric() && Numbers.of(values).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Grouped(rule, stateHash(rule), group, input.apply(values)));
    }

    private static String hash(CorrelationRule rule, Map<String, String> known) {
        List<String> parts =
                new ArrayList<>(List.of("correlation", rule.id(), rule.info().hash()));
        rule.ruleIds().forEach(id -> parts.add(known.getOrDefault(id, "")));
        return Identity.hash(parts.toArray(String[]::new));
    }

    private static CorrelationInput input(Match match, Event event, List<String> values) {
        return new CorrelationInput(
                event.getId(),
                event.getActivity(),
                micros(event.getTime()),
                event.getReceivedAt().toEpochMilli(),
                event.getDataset(),
                match.rule().id(),
                match.matches(),
                values,
                Entities.of(event.getDocument()));
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
