// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import static io.fairlead.detect.correlate.Inputs.at;
import static io.fairlead.detect.correlate.Inputs.count;
import static io.fairlead.detect.correlate.Inputs.micros;
import static io.fairlead.detect.correlate.Inputs.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.CorrelationType;
import io.fairlead.detect.rule.Order;
import io.fairlead.detect.rule.Threshold;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorrelationStateTest {
    @Test
    void anchorsAtTheFirstEventByWhichARisingConditionHolds() {
        List<Fired> fired = run(count(Order.GTE, 3, 10), List.of(at(0, "a"), at(4, "b"), at(9, "c"), at(9.5, "d")));
        assertThat(fired).hasSize(1);
        assertThat(fired.getFirst().anchor()).isEqualTo(micros(9));
        assertThat(fired.getFirst().windowStart()).isEqualTo(0);
        assertThat(fired.getFirst().count()).isEqualTo(3);
        assertThat(fired.getFirst().evidence())
                .extracting(CorrelationInput::eventId)
                .containsExactly("a", "b", "c");
    }

    @Test
    void countsBothEndsOfAWindow() {
        assertThat(run(count(Order.GTE, 2, 10), List.of(at(0, "a"), at(10, "b"))))
                .hasSize(1);
        assertThat(run(count(Order.GTE, 2, 10), List.of(at(0, "a"), at(10.000001, "b"))))
                .isEmpty();
        assertThat(run(count(Order.GT, 2, 10), List.of(at(0, "a"), at(10, "b"))))
                .isEmpty();
    }

    @Test
    void restsUntilTheConditionHasCeasedAndATimespanHasPassed() {
        List<CorrelationInput> steady = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            steady.add(at(i, "e%02d".formatted(i)));
        }
        assertThat(run(count(Order.GTE, 5, 10), steady)).hasSize(1);
        steady.add(at(100, "x1"));
        steady.add(at(101, "x2"));
        assertThat(run(count(Order.GTE, 2, 10), steady))
                .extracting(Fired::anchor)
                .containsExactly(micros(1), micros(101));
        List<CorrelationInput> quick = List.of(at(0, "a"), at(9, "b"), at(9.5, "c"), at(10.5, "d"), at(11, "e"));
        assertThat(run(count(Order.GTE, 3, 10), quick)).hasSize(1);
    }

    @Test
    void judgesOtherConditionsAtTheEndOfTheWindow() {
        CorrelationRule exactly = count(Order.EQ, 2, 10);
        assertThat(run(exactly, List.of(at(0, "a"), at(3, "b"))))
                .singleElement()
                .satisfies(fired -> {
                    assertThat(fired.windowStart()).isZero();
                    assertThat(fired.anchor()).isEqualTo(micros(10));
                    assertThat(fired.count()).isEqualTo(2);
                });
        assertThat(run(exactly, List.of(at(0, "a"), at(3, "b"), at(10, "c")))).isEmpty();
        assertThat(run(count(Order.LT, 2, 10), List.of(at(0, "a"), at(11, "b"), at(12, "c"), at(40, "d"))))
                .extracting(Fired::anchor)
                .containsExactly(micros(10), micros(50));
        assertThat(run(count(Order.NEQ, 1, 10), List.of(at(0, "a")))).isEmpty();
        assertThat(run(count(Order.LTE, 1, 10), List.of(at(0, "a")))).hasSize(1);
    }

    @Test
    void judgesARangeAtTheEndOfTheWindow() {
        Threshold range = new Threshold(List.of(new Threshold.Bound(Order.GTE, 2), new Threshold.Bound(Order.LT, 4)));
        CorrelationRule rule = Inputs.rule(CorrelationType.EVENT_COUNT, range, 10);
        assertThat(run(rule, List.of(at(0, "a"), at(1, "b"), at(2, "c")))).hasSize(1);
        assertThat(run(rule, List.of(at(0, "a"), at(1, "b"), at(2, "c"), at(3, "d"))))
                .isEmpty();
    }

    @Test
    void countsActivitiesNotRecords() {
        CorrelationRule rule = count(Order.GTE, 2, 10);
        assertThat(run(rule, List.of(at(0, "a", "x", "r1"), at(1, "b", "x", "r1"), at(2, "c", "x", "r2"))))
                .isEmpty();
        assertThat(run(rule, List.of(at(0, "a", "x", "r1"), at(1, "b", "y", "r1"))))
                .hasSize(1);
    }

    @Test
    void countsDistinctValues() {
        CorrelationRule rule = Inputs.rule(CorrelationType.VALUE_COUNT, Threshold.of(Order.GTE, 2), 10);
        assertThat(run(rule, List.of(at(0, "a", "a", "r1", "v"), at(1, "b", "b", "r1", "v"))))
                .isEmpty();
        assertThat(run(rule, List.of(at(0, "a", "a", "r1", "v"), at(1, "b", "b", "r1", "w"))))
                .hasSize(1);
    }

    @Test
    void asksForAllRulesInAnyOrderOrInTheirs() {
        List<CorrelationInput> inOrder = List.of(at(0, "a", "a", "r1"), at(1, "b", "b", "r2"));
        List<CorrelationInput> reversed = List.of(at(0, "a", "a", "r2"), at(1, "b", "b", "r1"));
        Threshold both = Threshold.of(Order.GTE, 2);
        assertThat(run(Inputs.rule(CorrelationType.TEMPORAL, both, 10), reversed))
                .hasSize(1);
        assertThat(run(Inputs.rule(CorrelationType.TEMPORAL, both, 10), inOrder.subList(0, 1)))
                .isEmpty();
        assertThat(run(Inputs.rule(CorrelationType.TEMPORAL_ORDERED, both, 10), inOrder))
                .hasSize(1);
        assertThat(run(Inputs.rule(CorrelationType.TEMPORAL_ORDERED, both, 10), reversed))
                .isEmpty();
    }

    @Test
    void answersLateDuplicateAndOverflow() {
        CorrelationState state = new CorrelationState(count(Order.GTE, 9, 10), new Limits(2, 1));
        assertThat(state.add(at(5, "a"), micros(5))).isEqualTo(Admission.LATE);
        assertThat(state.add(at(6, "a"), micros(5))).isEqualTo(Admission.BUFFERED);
        assertThat(state.add(at(6, "a"), micros(5))).isEqualTo(Admission.DUPLICATE);
        state.advance(micros(6));
        assertThat(state.add(at(6, "a"), micros(6))).isEqualTo(Admission.DUPLICATE);
        assertThat(state.add(at(7, "b"), micros(6))).isEqualTo(Admission.BUFFERED);
        assertThat(state.add(at(8, "c"), micros(6))).isEqualTo(Admission.OVERFLOW);
        assertThat(state.size()).isEqualTo(2);
    }

    @Test
    void showsTheLastEvidenceOfManyAndCountsAll() {
        CorrelationState state = new CorrelationState(count(Order.GTE, 5, 10), new Limits(100, 2));
        for (int i = 0; i < 5; i++) {
            state.add(at(i, "e" + i), Long.MIN_VALUE);
        }
        Fired fired = state.advance(micros(5)).getFirst();
        assertThat(fired.count()).isEqualTo(5);
        assertThat(fired.evidence()).extracting(CorrelationInput::eventId).containsExactly("e3", "e4");
        assertThat(fired.evidence()).allSatisfy(one -> assertThat(one.matches()).hasSize(1));
    }

    @Test
    void becomesEmptyByItsTimersAlone() {
        for (Order order : Order.values()) {
            CorrelationState state = new CorrelationState(count(order, 2, 10));
            state.add(at(1, "a"), Long.MIN_VALUE);
            state.add(at(2, "b"), Long.MIN_VALUE);
            int steps = 0;
            while (state.nextTimer().isPresent()) {
                state.advance(state.nextTimer().getAsLong());
                assertThat(++steps).as("%s makes progress", order).isLessThan(10);
            }
            assertThat(state.isEmpty()).as("%s", order).isTrue();
        }
    }

    @Test
    void refusesStatesOfAnotherLayoutAndCutOnes() {
        CorrelationRule rule = count(Order.GTE, 2, 10);
        CorrelationState state = new CorrelationState(rule);
        state.add(at(1, "a"), Long.MIN_VALUE);
        byte[] bytes = state.toBytes();
        byte[] cut = java.util.Arrays.copyOf(bytes, bytes.length - 3);
        bytes[0] = 9;
        assertThatThrownBy(() -> CorrelationState.fromBytes(rule, bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("layout 9");
        assertThatThrownBy(() -> CorrelationState.fromBytes(rule, cut)).isInstanceOf(IllegalArgumentException.class);
    }
}
