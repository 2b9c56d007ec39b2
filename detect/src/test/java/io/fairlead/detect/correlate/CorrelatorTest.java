// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.Events;
import io.fairlead.detect.RuleTexts;
import io.fairlead.detect.correlate.Correlator.Outcome;
import io.fairlead.detect.match.Match;
import io.fairlead.detect.match.RuleMatcher;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.record.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Correlations of correlations: three failures, and then a success, on three machines, followed by silence. */
class CorrelatorTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final String RULES = """
            title: Failure
            id: failure
            logsource: {product: any}
            detection: {s: {outcome: failure}, condition: s}
            ---
            title: Success
            id: success
            logsource: {product: any}
            detection: {s: {outcome: success}, condition: s}
            ---
            title: Guessing
            id: guessing
            correlation:
              type: event_count
              rules: [failure]
              group-by: [user, host]
              timespan: 10s
              condition: {gte: 3}
            ---
            title: Guessed
            id: guessed
            correlation:
              type: temporal_ordered
              rules: [guessing, success]
              group-by: [user, host]
              timespan: 30s
            ---
            title: Spreading
            id: spreading
            correlation:
              type: value_count
              rules: [guessed]
              group-by: [user]
              timespan: 5m
              condition: {field: host, gte: 2}
              generate: true
            ---
            title: Spread once
            id: once
            level: high
            correlation:
              type: event_count
              rules: [spreading]
              group-by: [user]
              timespan: 10m
              condition: {eq: 1}
            """;

    private final RuleSet rules = RuleTexts.asIs(RULES);
    private final RuleMatcher matcher = RuleMatcher.compile(rules);

    @Test
    void ofSeveralFieldsTheCombinationsOfTheirValuesAreCounted() {
        RuleSet pairs = RuleTexts.asIs("""
                title: Any
                id: any
                logsource: {product: any}
                detection: {s: {outcome: success}, condition: s}
                ---
                title: Pairs
                id: pairs
                correlation:
                  type: value_count
                  rules: [any]
                  timespan: 1m
                  condition: {field: [user, host], gte: 4}
                """);
        assertThat(pairs.rejections()).isEmpty();
        assertThat(count(pairs, "a b", "b a", "a b", "ab c", "a bc")).isEqualTo(1);
        assertThat(count(pairs, "a b", "b a", "a b", "ab c", "ab c")).isZero();
        assertThat(count(pairs, "a [b,c,d,e]")).as("each member of a list").isEqualTo(1);
        assertThat(count(pairs, "a b", "b b", "c b", "d null"))
                .as("without one of them")
                .isZero();
    }

    private static int count(RuleSet set, String... usersAndHosts) {
        Correlator correlator = new Correlator(set, Limits.DEFAULT);
        RuleMatcher asking = RuleMatcher.compile(set);
        int second = 0;
        for (String pair : usersAndHosts) {
            String[] parts = pair.split(" ", -1);
            String host = parts[1].equals("null") ? "null" : parts[1].replaceAll("[a-z]+", "\"$0\"");
            String document = "{\"outcome\":\"success\",\"user\":\"" + parts[0] + "\",\"host\":" + host + "}";
            String id = "e" + second++;
            Event event = Events.of(id, id, Instant.ofEpochSecond(second), "any", true, document);
            asking.match(event).forEach(match -> correlator.offer(match, event));
        }
        return correlator.advance(Inputs.micros(10_000_000_000L)).size();
    }

    @Test
    void eachLevelCountsWhatTheOneBelowFired() {
        assertThat(rules.rejections()).isEmpty();
        Correlator correlator = new Correlator(rules, Limits.DEFAULT);
        attack().forEach(event -> offer(correlator, event));

        List<Outcome> outcomes = correlator.advance(Inputs.micros(10_000_000_000L));

        assertThat(outcomes)
                .extracting(outcome -> outcome.rule().id() + outcome.group().values())
                .containsExactly(
                        "guessing[eve, h1]",
                        "guessing[eve, h2]",
                        "guessed[eve, h1]",
                        "guessed[eve, h2]",
                        "spreading[eve]",
                        "once[eve]");
        Fired spreading = outcomes.get(4).fired();
        assertThat(spreading.count()).isEqualTo(2);
        assertThat(spreading.anchor()).isEqualTo(micros(103));
        assertThat(spreading.events(100))
                .as("the events at the bottom")
                .extracting(CorrelationInput::eventId)
                .containsExactly("h1-0", "h1-1", "h1-2", "h1-3", "h2-0", "h2-1", "h2-2", "h2-3");
        assertThat(outcomes.get(5).fired().anchor())
                .as("judged when its window is over")
                .isEqualTo(micros(703));
        assertThat(outcomes)
                .filteredOn(outcome -> !outcome.rule().silent())
                .extracting(outcome -> outcome.rule().id())
                .as("generate lets those below speak")
                .containsExactly("guessed", "guessed", "once");
        assertThat(correlator.late() + correlator.overflowed()).isZero();
    }

    @Test
    void anyArrivalAndAnyStepsOfTheWatermarkGiveTheSame() {
        List<String> expected = run(attack(), List.of(10_000.0));
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<Event> shuffled = new ArrayList<>(attack());
            shuffled.addAll(attack().subList(0, random.nextInt(8)));
            Collections.shuffle(shuffled, random);
            List<Double> steps = new ArrayList<>();
            for (double at = 0; at < 10_000; at += 1 + random.nextInt(400) / 10.0) {
                steps.add(at);
            }
            steps.add(10_000.0);
            assertThat(run(shuffled, steps)).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private List<String> run(List<Event> events, List<Double> watermarks) {
        Correlator correlator = new Correlator(rules, Limits.DEFAULT);
        events.forEach(event -> offer(correlator, event));
        List<String> fired = new ArrayList<>();
        for (double watermark : watermarks) {
            for (Outcome outcome : correlator.advance(micros(watermark))) {
                fired.add(
                        outcome.rule().id() + outcome.group() + outcome.fired().anchor() + " "
                                + outcome.fired().events(100).stream()
                                        .map(CorrelationInput::eventId)
                                        .toList());
            }
        }
        assertThat(correlator.late()).isZero();
        return fired;
    }

    private void offer(Correlator correlator, Event event) {
        for (Match match : matcher.match(event)) {
            correlator.offer(match, event);
        }
    }

    private static List<Event> attack() {
        List<Event> events = new ArrayList<>();
        for (int host = 1; host <= 2; host++) {
            for (int i = 0; i < 4; i++) {
                String document = """
                        {"user":"eve","host":"h%d","outcome":"%s"}""".formatted(host, i < 3 ? "failure" : "success");
                String id = "h" + host + "-" + i;
                Instant time = START.plusSeconds(100L * (host - 1) + i);
                events.add(Events.of(id, id, time, "any", true, document));
            }
        }
        return events;
    }

    private static long micros(double seconds) {
        return START.getEpochSecond() * 1_000_000 + Inputs.micros(seconds);
    }
}
