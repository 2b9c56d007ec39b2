// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.RuleTexts;
import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.CorrelationType;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.RuleSet;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Aggregations behind a pipe become correlations where these mean the same. */
class AggregationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "s | count() by user > 5; event_count; gt 5; user; ''",
                "s | count() >= 5; event_count; gte 5; ''; ''",
                "s | count(file) by user, host < 3; value_count; lt 3; user host; file",
                "s|count( file ) by user<=3; value_count; lte 3; user; file",
                "s and not t | count() by user = 4; event_count; eq 4; user; ''"
            })
    void countsAreCounts(String condition, String type, String threshold, String group, String field) {
        RuleSet set = set(condition, "timeframe: 5m");
        assertThat(set.rejections()).isEmpty();
        CorrelationRule correlation = set.correlations().getFirst();
        assertThat(correlation.id()).isEqualTo("r");
        assertThat(correlation.info().title()).isEqualTo("Old style");
        assertThat(correlation.type().text()).isEqualTo(type);
        assertThat(correlation.threshold().text()).isEqualTo(threshold);
        assertThat(correlation.timespan()).isEqualTo(Duration.ofMinutes(5));
        assertThat(String.join(
                        " ",
                        correlation.groupBy().stream().map(one -> one.name()).toList()))
                .isEqualTo(group);
        assertThat(correlation.valueFields().stream().map(one -> one.name()).collect(Collectors.joining()))
                .isEqualTo(field);
        assertThat(set.rules()).singleElement().satisfies(rule -> {
            assertThat(rule.silent()).isTrue();
            assertThat(correlation.ruleIds()).containsExactly(rule.id());
        });
    }

    @Test
    void nearIsTemporal() {
        RuleSet set = set("s | near t and u", "timeframe: 1h");
        assertThat(set.rejections()).isEmpty();
        assertThat(set.correlations().getFirst().type()).isEqualTo(CorrelationType.TEMPORAL);
        assertThat(set.correlations().getFirst().ruleIds()).containsExactly("r/1", "r/2", "r/3");
        assertThat(set.rules()).allMatch(DetectionRule::silent).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "s | count() by user > 5; level: low; timeframe",
                "s | min(size) > 5; timeframe: 5m; min",
                "s | max(size) by user > 5; timeframe: 5m; max",
                "s | near t and not u; timeframe: 5m; exact",
                "s | near t or u; timeframe: 5m; exact",
                "s | count() by user > many; timeframe: 5m; cannot be read",
                "s | count() by > 5; timeframe: 5m; by",
                "s | counts() > 5; timeframe: 5m; cannot be read",
                "[s | count() > 5, t]; timeframe: 5m; list",
                "s; timeframe: 5m; without an aggregation"
            })
    void whatHasNoExactMeaningIsRejected(String condition, String more, String reason) {
        String written = condition.startsWith("[") ? "['s | count() > 5', t]" : "'" + condition + "'";
        RuleSet set = RuleTexts.asIs(text(written, more));
        assertThat(set.rules()).isEmpty();
        assertThat(set.correlations()).isEmpty();
        assertThat(set.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.code().text()).isEqualTo("unsupported");
            assertThat(rejection.reason()).contains(reason);
        });
    }

    @Test
    void anAggregationThatIsRejectedLeavesNoRuleBehind() {
        RuleSet set = set("s | count() by user > 5", "timeframe: 5y");
        assertThat(set.rules()).isEmpty();
        assertThat(set.correlations()).isEmpty();
        assertThat(set.rejections())
                .singleElement()
                .satisfies(rejection -> assertThat(rejection.code().text()).isEqualTo("bad-value"));
    }

    private static RuleSet set(String condition, String timeframe) {
        return RuleTexts.asIs(text("'" + condition + "'", timeframe));
    }

    private static String text(String condition, String more) {
        String rule = """
                title: Old style
                id: r
                logsource: {product: any}
                detection:
                  s: {a: 1}
                  t: {b: 1}
                  u: {c: 1}
                  condition: %s
                """.formatted(condition);
        return more.startsWith("timeframe") ? rule + "  " + more + "\n" : rule + more + "\n";
    }
}
