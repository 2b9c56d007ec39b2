// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job;

import static io.fairlead.detect.job.TestEvents.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.RuleManifests;
import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.correlate.AlertIds;
import io.fairlead.detect.correlate.Correlator;
import io.fairlead.detect.correlate.Correlator.Outcome;
import io.fairlead.detect.correlate.Limits;
import io.fairlead.detect.match.RuleMatcher;
import io.fairlead.detect.rule.CorrelationType;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.record.Alert;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.RuleFile;
import io.fairlead.testkit.AuditEvents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Correlations of every type, rising and judged at the end of their windows, a chain and suppression, with random events out of
 * order; and what the windows alone say of them when all events lie before them.
 */
final class CorrelationScenario {
    private static final int EVENTS = 240;
    private static final String SUPPRESSED = "suppressed";

    private final List<RuleFile> files = files();
    private final RuleSet rules = RuleSetCompiler.standard().compile(files);
    private final List<Event> events = events();
    private final List<Outcome> outcomes = outcomes(rules, events);

    CorrelationScenario() {
        assertThat(rules.rejections()).isEmpty();
        assertThat(outcomes.stream().map(outcome -> outcome.rule().id()).distinct())
                .as("every correlation fires")
                .hasSameSizeAs(rules.correlations());
    }

    /** The rules. */
    List<RuleFile> rules() {
        return files;
    }

    /** The events in the order of their receipt. */
    List<Event> received() {
        return events;
    }

    /** Ids of the alerts that must come, those of the rule that swallows aside. */
    Set<String> expected() {
        return ids(outcomes);
    }

    /** Ids of what these rules say of these events, those of silent rules and of the rule that swallows aside. */
    static Set<String> expected(List<RuleFile> files, List<Event> events) {
        return ids(outcomes(RuleSetCompiler.standard().compile(files), events));
    }

    private static Set<String> ids(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome ->
                        !outcome.rule().silent() && !outcome.rule().id().equals(SUPPRESSED))
                .map(outcome -> AlertIds.correlated(
                        outcome.rule().id(), outcome.group(), outcome.fired().anchor()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Outcome> outcomes(RuleSet rules, List<Event> events) {
        Correlator correlator = new Correlator(rules, Limits.DEFAULT);
        RuleMatcher matcher = RuleMatcher.compile(rules);
        events.forEach(event -> matcher.match(event).forEach(match -> correlator.offer(match, event)));
        return correlator.advance(START.plusSeconds(3_500).getEpochSecond() * 1_000_000);
    }

    /** Sends these events in the order of receipt, over both partitions, now and then one again. */
    void send(TestBroker kafka, KafkaConfig topics, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            Event event = events.get(i);
            kafka.send(topics, i % TestBroker.PARTITIONS, event);
            if (i % 5 == 0) {
                kafka.send(topics, i % TestBroker.PARTITIONS, event);
            }
        }
        kafka.beat(topics, events.get(to - 1).getReceivedAt());
    }

    /** Holds the alerts of the topic against what the windows alone say. */
    void check(List<Alert> alerts) {
        compare(alerts, expected(), outcomes);
    }

    private static void compare(List<Alert> alerts, Set<String> expected, List<Outcome> outcomes) {
        Map<String, List<Alert>> byRule = alerts.stream()
                .collect(Collectors.toMap(Alert::getId, Function.identity(), (first, second) -> {
                    assertThat(second).as("one id, one alert").isEqualTo(first);
                    return first;
                }))
                .values()
                .stream()
                .collect(Collectors.groupingBy(alert -> alert.getRule().getId()));
        List<Alert> swallowing = byRule.getOrDefault(SUPPRESSED, List.of());
        byRule.remove(SUPPRESSED);
        assertThat(byRule.values().stream().flatMap(List::stream).map(Alert::getId))
                .containsExactlyInAnyOrderElementsOf(expected);
        long standing =
                swallowing.stream().filter(alert -> alert.getSuppressed() == 0).count();
        long swallowed = swallowing.stream().mapToLong(Alert::getSuppressed).sum();
        assertThat(swallowed).isPositive();
        assertThat(standing + swallowed)
                .isEqualTo(outcomes.stream()
                        .filter(outcome -> outcome.rule().id().equals(SUPPRESSED))
                        .count());
    }

    private static List<Event> events() {
        Random random = new Random(11);
        List<Event> events = new ArrayList<>();
        Instant received = START;
        for (int i = 0; i < EVENTS; i++) {
            received = received.plusMillis(500 + random.nextInt(random.nextInt(12) == 0 ? 40_000 : 4_000));
            Instant time = received.minusMillis(random.nextInt(8_000));
            events.add(event("e" + i, received, time, random));
        }
        return events;
    }

    private static Event event(String id, Instant received, Instant time, Random random) {
        String user = "user" + random.nextInt(3);
        String verb = random.nextInt(3) == 0 ? "get" : "list";
        return AuditEvents.answered(id, user, verb, 200 + random.nextInt(300), time, received);
    }

    private static List<RuleFile> files() {
        StringBuilder text = new StringBuilder(base("list") + base("get"));
        for (CorrelationType type : CorrelationType.values()) {
            text.append(correlation(type, "rises", rising(type))).append(correlation(type, "ends", ending(type)));
        }
        text.append("""
                ---
                title: Chain
                id: chain
                correlation:
                  type: value_count
                  rules: [event_count-rises, value_median-ends]
                  timespan: 2m
                  condition: {field: user.name, gte: 2}
                  generate: true
                ---
                title: Suppressed
                id: suppressed
                correlation:
                  type: event_count
                  rules: [list]
                  group-by: [user.name]
                  timespan: 5s
                  condition: {gte: 1}
                suppress: {window: 2m}
                """);
        return List.of(RuleManifests.file("all.yml", text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static String rising(CorrelationType type) {
        return switch (type) {
            case EVENT_COUNT -> "{gte: 4}";
            case VALUE_COUNT -> "{field: kubernetes.audit.responseStatus.code, gt: 3}";
            case TEMPORAL, TEMPORAL_ORDERED -> "{gte: 2}";
            case VALUE_SUM -> "{field: kubernetes.audit.responseStatus.code, gte: 1200}";
            case VALUE_AVG, VALUE_MEDIAN -> "{field: kubernetes.audit.responseStatus.code, gt: 350}";
            case VALUE_PERCENTILE -> "{field: kubernetes.audit.responseStatus.code, percentile: 90, gt: 420}";
        };
    }

    private static String ending(CorrelationType type) {
        return switch (type) {
            case EVENT_COUNT -> "{lt: 3}";
            case VALUE_COUNT -> "{field: kubernetes.audit.responseStatus.code, lte: 2}";
            case TEMPORAL, TEMPORAL_ORDERED -> "{neq: 2}";
            case VALUE_SUM -> "{field: kubernetes.audit.responseStatus.code, gte: 500, lt: 1500}";
            case VALUE_AVG, VALUE_MEDIAN -> "{field: kubernetes.audit.responseStatus.code, lt: 350}";
            case VALUE_PERCENTILE -> "{field: kubernetes.audit.responseStatus.code, percentile: 50, lt: 350}";
        };
    }

    private static String correlation(CorrelationType type, String kind, String condition) {
        return """
                ---
                title: %1$s that %2$s
                id: %1$s-%2$s
                correlation:
                  type: %1$s
                  rules: [list, get]
                  group-by: [user.name]
                  timespan: 20s
                  condition: %3$s
                """.formatted(type.text(), kind, condition);
    }

    private static String base(String verb) {
        return """
                ---
                title: Request %1$s
                id: %1$s
                logsource: {product: kubernetes, service: audit}
                detection: {selection: {kubernetes.audit.verb: %1$s}, condition: selection}
                """.formatted(verb);
    }
}
