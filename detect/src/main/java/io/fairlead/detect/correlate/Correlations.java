// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import io.fairlead.detect.match.Match;
import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.GroupField;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.record.Event;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends matches to the correlations that count them. */
public final class Correlations {
    private Correlations() {}

    /**
     * The match, once for each correlation of the set that counts its rule.
     *
     * <p>An event that lacks a group-by field belongs to no group and is not counted; the values of a list are one group
     * together, in their order.
     */
    public static List<Grouped> inputs(RuleSet set, Match match, Event event) {
        List<Grouped> inputs = new ArrayList<>();
        for (CorrelationRule correlation : set.correlationsOf(match.rule().id())) {
            group(correlation, match)
                    .ifPresent(group -> inputs.add(new Grouped(correlation, group, input(correlation, match, event))));
        }
        return inputs;
    }

    private static Optional<Map<String, String>> group(CorrelationRule correlation, Match match) {
        Map<String, String> group = new LinkedHashMap<>();
        for (GroupField field : correlation.groupBy()) {
            List<String> values =
                    match.event().values(field.fieldFor(match.rule().id()));
            if (values.isEmpty()) {
                return Optional.empty();
            }
            group.put(field.name(), String.join(", ", values));
        }
        return Optional.of(group);
    }

    private static CorrelationInput input(CorrelationRule correlation, Match match, Event event) {
        String ruleId = match.rule().id();
        List<String> values = correlation
                .valueField()
                .map(field -> match.event().values(field.fieldFor(ruleId)))
                .orElse(List.of());
        return new CorrelationInput(
                event.getId(),
                event.getActivity(),
                micros(event.getTime()),
                event.getReceivedAt().toEpochMilli(),
                event.getDataset(),
                ruleId,
                match.matches(),
                values,
                Entities.of(event.getDocument()));
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
