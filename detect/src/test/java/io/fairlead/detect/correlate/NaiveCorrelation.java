// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import io.fairlead.detect.rule.CorrelationRule;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Correlations by the words of the documentation, over all events at once: every window is made anew from the whole past.
 * Shares no code with the engine but the rule. For events of which each has an activity of its own.
 */
final class NaiveCorrelation {
    private final CorrelationRule rule;
    private final List<CorrelationInput> inputs;
    private final long span;

    private NaiveCorrelation(CorrelationRule rule, List<CorrelationInput> inputs) {
        this.rule = rule;
        this.inputs = inputs.stream()
                .sorted(Comparator.comparingLong(CorrelationInput::timeMicros).thenComparing(CorrelationInput::eventId))
                .toList();
        this.span = rule.timespanMicros();
    }

    /** Start, anchor and measure of every alert, as text. */
    static List<String> run(CorrelationRule rule, List<CorrelationInput> inputs) {
        NaiveCorrelation naive = new NaiveCorrelation(rule, inputs);
        return rule.threshold().isRising() ? naive.rising() : naive.judgedAtTheEnd();
    }

    private List<String> rising() {
        List<String> alerts = new ArrayList<>();
        OptionalLong anchor = OptionalLong.empty();
        long ceasedFrom = 0;
        for (int i = 0; i < inputs.size(); i++) {
            long now = inputs.get(i).timeMicros();
            if (anchor.isPresent() && hasCeased(anchor.getAsLong() + span, ceasedFrom, i)) {
                anchor = OptionalLong.empty();
            }
            ceasedFrom = now;
            List<CorrelationInput> window = window(now - span, i + 1);
            boolean holds = holds(window);
            if (anchor.isEmpty() && holds) {
                anchor = OptionalLong.of(now);
                alerts.add(text(window.getFirst().timeMicros(), now, window));
            } else if (anchor.isPresent() && !holds && now >= anchor.getAsLong() + span) {
                anchor = OptionalLong.empty();
            }
        }
        return alerts;
    }

    /** Whether at some instant before the event of this index, and not before {@code earliest}, the condition did not hold. */
    private boolean hasCeased(long earliest, long since, int index) {
        long now = inputs.get(index).timeMicros();
        TreeSet<Long> instants = new TreeSet<>(List.of(earliest, now));
        inputs.subList(0, index).forEach(input -> instants.add(input.timeMicros() + span + 1));
        return instants.stream()
                .filter(instant -> instant >= earliest && instant >= since && instant <= now)
                .anyMatch(instant -> !holds(window(instant - span, index)));
    }

    private List<String> judgedAtTheEnd() {
        List<String> alerts = new ArrayList<>();
        long free = Long.MIN_VALUE;
        for (CorrelationInput first : inputs) {
            long start = first.timeMicros();
            if (start < free) {
                continue;
            }
            List<CorrelationInput> window = inputs.stream()
                    .filter(input -> input.timeMicros() >= start && input.timeMicros() <= start + span)
                    .toList();
            boolean holds = holds(window);
            free = holds ? start + 2 * span : start + span + 1;
            if (holds) {
                alerts.add(text(start, start + span, window));
            }
        }
        return alerts;
    }

    private List<CorrelationInput> window(long from, int before) {
        return inputs.subList(0, before).stream()
                .filter(input -> input.timeMicros() >= from)
                .toList();
    }

    private String text(long start, long anchor, List<CorrelationInput> window) {
        return start + ".." + anchor + " "
                + measure(window).orElseThrow().stripTrailingZeros().toPlainString();
    }

    private boolean holds(List<CorrelationInput> window) {
        return !window.isEmpty()
                && measure(window).filter(rule.threshold()::holds).isPresent();
    }

    private Optional<BigDecimal> measure(List<CorrelationInput> window) {
        List<BigDecimal> numbers = rule.type().isNumeric()
                ? values(window).map(BigDecimal::new).sorted().toList()
                : List.of();
        BigDecimal sum = numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        int size = numbers.size();
        return switch (rule.type()) {
            case EVENT_COUNT -> Optional.of(BigDecimal.valueOf(window.size()));
            case VALUE_COUNT ->
                Optional.of(BigDecimal.valueOf(values(window).distinct().count()));
            case TEMPORAL ->
                Optional.of(BigDecimal.valueOf(
                        window.stream().map(CorrelationInput::ruleId).distinct().count()));
            case TEMPORAL_ORDERED -> Optional.of(BigDecimal.valueOf(steps(window)));
            case VALUE_SUM -> Optional.of(sum);
            case VALUE_AVG -> Optional.of(sum.divide(BigDecimal.valueOf(size), MathContext.DECIMAL64));
            case VALUE_PERCENTILE -> Optional.of(percentile(numbers));
            case VALUE_MEDIAN ->
                Optional.of(
                        numbers.get((size - 1) / 2).add(numbers.get(size / 2)).divide(BigDecimal.valueOf(2)));
        };
    }

    private BigDecimal percentile(List<BigDecimal> sorted) {
        Map<BigDecimal, Long> notAbove = new LinkedHashMap<>();
        for (BigDecimal number : sorted) {
            notAbove.put(
                    number,
                    sorted.stream().filter(one -> one.compareTo(number) <= 0).count());
        }
        BigDecimal share = rule.percentile().orElseThrow();
        return notAbove.entrySet().stream()
                .filter(entry -> BigDecimal.valueOf(100 * entry.getValue())
                                .divide(BigDecimal.valueOf(sorted.size()), 10, RoundingMode.HALF_EVEN)
                                .compareTo(share)
                        >= 0)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private int steps(List<CorrelationInput> window) {
        int reached = 0;
        for (CorrelationInput input : window) {
            if (reached < rule.ruleIds().size() && rule.ruleIds().get(reached).equals(input.ruleId())) {
                reached++;
            }
        }
        return reached;
    }

    private static Stream<String> values(List<CorrelationInput> window) {
        return window.stream().flatMap(input -> input.values().stream());
    }
}
