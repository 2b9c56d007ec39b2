// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import static io.fairlead.detect.correlate.Inputs.at;
import static io.fairlead.detect.correlate.Inputs.micros;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.CorrelationType;
import io.fairlead.detect.rule.Order;
import io.fairlead.detect.rule.Threshold;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever the order of arrival within the lateness, with duplicates, with further records of the same activities, with
 * watermarks and restarts in between: the same matches give the same alerts.
 */
class ArrivalOrderTest {
    private static final int LATENESS = 8;
    private static final int SPAN = 10;

    @ParameterizedTest
    @EnumSource(CorrelationType.class)
    void givesTheSameForAnyArrival(CorrelationType type) {
        for (Threshold threshold : thresholds(type)) {
            CorrelationRule rule = Inputs.rule(type, threshold, SPAN);
            int fired = 0;
            for (long seed = 0; seed < 40; seed++) {
                fired += compare(rule, seed);
            }
            assertThat(fired)
                    .as("%s %s: enough fired for the comparison to mean something", type, threshold.text())
                    .isGreaterThan(20);
        }
    }

    @ParameterizedTest
    @EnumSource(CorrelationType.class)
    void saysWhatTheDocumentationSays(CorrelationType type) {
        for (Threshold threshold : thresholds(type)) {
            CorrelationRule rule = Inputs.rule(type, threshold, SPAN);
            for (long seed = 100; seed < 150; seed++) {
                List<CorrelationInput> inputs = inputs(new Random(seed));
                List<String> actual = Inputs.run(rule, inputs).stream()
                        .map(one -> one.windowStart() + ".." + one.anchor() + " "
                                + one.measured().stripTrailingZeros().toPlainString())
                        .toList();
                assertThat(actual)
                        .as("%s %s seed %d", type, threshold.text(), seed)
                        .isEqualTo(NaiveCorrelation.run(rule, inputs));
            }
        }
    }

    /** Every operator, and a range, around what the random events come to. */
    private static List<Threshold> thresholds(CorrelationType type) {
        long middle = switch (type) {
            case EVENT_COUNT -> 4;
            case VALUE_SUM -> 5;
            case VALUE_COUNT, TEMPORAL, TEMPORAL_ORDERED, VALUE_PERCENTILE -> 2;
            case VALUE_AVG, VALUE_MEDIAN -> 1;
        };
        List<Threshold> thresholds = new ArrayList<>();
        for (Order order : Order.values()) {
            boolean never =
                    order == Order.GT && (type == CorrelationType.TEMPORAL || type == CorrelationType.TEMPORAL_ORDERED);
            thresholds.add(Threshold.of(order, never ? middle - 1 : middle));
        }
        thresholds.add(new Threshold(
                List.of(new Threshold.Bound(Order.GTE, middle - 1), new Threshold.Bound(Order.LTE, middle))));
        return thresholds;
    }

    private static int compare(CorrelationRule rule, long seed) {
        Random random = new Random(seed);
        List<CorrelationInput> inputs = inputs(random);
        List<Fired> expected = Inputs.run(rule, inputs);
        List<Fired> actual = shuffled(rule, inputs, random);
        assertThat(anchors(actual))
                .as("%s %s seed %d", rule.type(), rule.threshold().text(), seed)
                .isEqualTo(anchors(expected));
        return expected.size();
    }

    private static List<CorrelationInput> inputs(Random random) {
        List<CorrelationInput> inputs = new ArrayList<>();
        double time = 0;
        for (int i = 0; i < 40; i++) {
            time += random.nextInt(10) == 0 ? 25 : random.nextInt(5);
            inputs.add(at(
                    time,
                    "e" + random.nextInt(1_000) + "-" + i,
                    "a" + i,
                    "r" + (1 + random.nextInt(2)),
                    String.valueOf(random.nextInt(6) - 2)));
        }
        return inputs;
    }

    /** Arrival delayed at random, each twice now and then, further records of an activity, restarts at random. */
    private static List<Fired> shuffled(CorrelationRule rule, List<CorrelationInput> inputs, Random random) {
        record Arrival(double at, CorrelationInput input) {}
        List<Arrival> arrivals = new ArrayList<>();
        for (CorrelationInput input : inputs) {
            double time = input.timeMicros() / 1e6;
            arrivals.add(new Arrival(time + random.nextDouble(LATENESS), input));
            if (random.nextBoolean()) {
                arrivals.add(new Arrival(time + random.nextDouble(LATENESS), input));
            }
            if (random.nextInt(3) == 0) {
                double later = time + random.nextInt(SPAN);
                String[] values = input.values().toArray(String[]::new);
                CorrelationInput stage = at(later, "z" + input.eventId(), input.activity(), input.ruleId(), values);
                arrivals.add(new Arrival(later + random.nextDouble(LATENESS), stage));
            }
        }
        arrivals.sort(Comparator.comparingDouble(Arrival::at));
        List<Fired> fired = new ArrayList<>();
        CorrelationState state = new CorrelationState(rule);
        for (Arrival arrival : arrivals) {
            long watermark = micros(arrival.at() - LATENESS);
            if (random.nextBoolean()) {
                fired.addAll(state.advance(watermark));
            }
            assertThat(state.add(arrival.input(), watermark)).isIn(Admission.BUFFERED, Admission.DUPLICATE);
            if (random.nextInt(4) == 0) {
                state = CorrelationState.fromBytes(rule, state.toBytes());
            }
            if (state.isEmpty()) {
                state = new CorrelationState(rule);
            }
        }
        fired.addAll(state.advance(micros(1_000_000)));
        return fired;
    }

    private static List<String> anchors(List<Fired> fired) {
        return fired.stream()
                .map(one -> one.windowStart() + ".." + one.anchor() + " " + one.count() + " "
                        + one.evidence().stream().map(CorrelationInput::eventId).toList())
                .toList();
    }
}
