// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.CorrelationType;
import io.fairlead.detect.rule.GroupField;
import io.fairlead.detect.rule.Level;
import io.fairlead.detect.rule.Order;
import io.fairlead.detect.rule.RuleInfo;
import io.fairlead.detect.rule.Threshold;
import io.fairlead.schemas.record.FieldMatch;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Correlations and matches for tests; times in seconds. */
final class Inputs {
    private Inputs() {}

    static CorrelationRule rule(CorrelationType type, Threshold threshold, int seconds) {
        RuleInfo info = new RuleInfo(
                "corr",
                "",
                "Correlation",
                "",
                Level.HIGH,
                "high",
                List.of(),
                "sigma",
                "hash",
                List.of(),
                List.of(),
                "",
                "",
                "",
                "corr.yml",
                1,
                Optional.empty());
        List<GroupField> values = type.readsField() ? List.of(new GroupField("v", Map.of())) : List.of();
        return new CorrelationRule(
                info,
                type,
                List.of("r1", "r2"),
                List.of(),
                Duration.ofSeconds(seconds),
                threshold,
                values,
                false,
                type == CorrelationType.VALUE_PERCENTILE ? Optional.of(BigDecimal.valueOf(75)) : Optional.empty(),
                1,
                false);
    }

    static CorrelationRule count(Order order, long number, int seconds) {
        return rule(CorrelationType.EVENT_COUNT, Threshold.of(order, number), seconds);
    }

    static CorrelationInput at(double seconds, String event) {
        return at(seconds, event, event, "r1");
    }

    static CorrelationInput at(double seconds, String event, String activity, String rule, String... values) {
        long micros = micros(seconds);
        return new CorrelationInput(
                event,
                activity,
                micros,
                micros / 1_000,
                "test",
                rule,
                List.of(new FieldMatch("s", "f", "equals", "p", event)),
                List.of(values),
                Map.of("user.name", List.of("u")));
    }

    static long micros(double seconds) {
        return Math.round(seconds * 1_000_000);
    }

    /** Offers all, with no watermark between, then lets time pass to the end. */
    static List<Fired> run(CorrelationRule rule, List<CorrelationInput> inputs) {
        CorrelationState state = new CorrelationState(rule);
        inputs.forEach(input -> state.add(input, Long.MIN_VALUE));
        return state.advance(micros(1_000_000));
    }
}
