// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.alert;

import io.fairlead.detect.correlate.Entities;
import io.fairlead.detect.correlate.Fired;
import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.RuleInfo;
import io.fairlead.detect.rule.Suppression;
import io.fairlead.schemas.identity.Identity;
import io.fairlead.schemas.record.Event;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What alerts swallow one another: those of one rule with one key in one window.
 *
 * @param name names rule, key and the length of the windows
 * @param timeMicros the alert's time
 * @param windowMicros length of the windows, which lie end to end from the epoch on
 */
public record SuppressionKey(String name, long timeMicros, long windowMicros) {
    /** Of the alert of a rule on single events; empty when none of its alerts is swallowed. */
    public static Optional<SuppressionKey> of(DetectionRule rule, Event event) {
        return rule.info()
                .suppression()
                .map(suppression -> key(
                        rule.info(),
                        suppression,
                        Entities.of(event.getDocument(), suppression.by()),
                        ChronoUnit.MICROS.between(java.time.Instant.EPOCH, event.getTime())));
    }

    /** Of the alert of a correlation. */
    public static Optional<SuppressionKey> of(CorrelationRule rule, Map<String, String> group, Fired fired) {
        return rule.info().suppression().map(suppression -> {
            Map<String, List<String>> values = new java.util.LinkedHashMap<>();
            group.forEach((name, value) -> values.put(name, List.of(value)));
            return key(rule.info(), suppression, values, fired.anchor());
        });
    }

    /** Start of the window that the alert falls into. */
    public long windowStart() {
        return Math.floorDiv(timeMicros, windowMicros) * windowMicros;
    }

    /** The same alert at another time. */
    public SuppressionKey at(long micros) {
        return new SuppressionKey(name, micros, windowMicros);
    }

    private static SuppressionKey key(
            RuleInfo info, Suppression suppression, Map<String, List<String>> values, long timeMicros) {
        List<String> parts = new ArrayList<>(
                List.of("suppress", info.id(), suppression.window().toString()));
        for (String field : suppression.by()) {
            List<String> held = values.getOrDefault(field, List.of());
            parts.add(field);
            parts.add(String.valueOf(held.size()));
            parts.addAll(held);
        }
        return new SuppressionKey(
                Identity.hash(parts.toArray(String[]::new)),
                timeMicros,
                suppression.window().toNanos() / 1_000);
    }
}
