// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.RuleTexts;
import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.CorrelationType;
import io.fairlead.detect.rule.Rejection;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrelationReaderTest {
    private static final String BASE = """
            title: Base
            id: base
            logsource: {product: any}
            detection: {a: {x: 1}, condition: a}
            """;

    @Test
    void chainsWhateverTheOrderOfTheFilesByIdAndByName() {
        RuleSet set = RuleTexts.asIs(
                correlation("c4", "c3", "group-by: [user]"),
                correlation("c3", "name-of-c2", "group-by: [user]"),
                correlation("c1", "base", "group-by: [user, host]"),
                correlation("c2", "c1", "group-by: [user]") + "name: name-of-c2\n",
                BASE);
        assertThat(set.rejections()).isEmpty();
        assertThat(set.correlations())
                .extracting(rule -> rule.id() + rule.depth() + rule.silent())
                .containsExactly("c44false", "c33true", "c11true", "c22true");
        assertThat(set.rules().getFirst().silent()).isTrue();
    }

    @Test
    void aChangeAtTheBottomChangesEveryHashAbove() {
        String[] texts = {correlation("c2", "c1", ""), correlation("c1", "base", ""), BASE};
        RuleSet before = RuleTexts.asIs(texts);
        texts[2] = BASE.replace("x: 1", "x: 2");
        RuleSet after = RuleTexts.asIs(texts);
        for (String id : List.of("c1", "c2")) {
            assertThat(hash(after, id)).isNotEqualTo(hash(before, id));
        }
    }

    @Test
    void rejectsWhatStandsTooDeepAndNothingElse() {
        List<String> texts = new ArrayList<>();
        for (int i = 40; i > 1; i--) {
            texts.add(correlation("c" + i, "c" + (i - 1), ""));
        }
        texts.add(correlation("c1", "base", ""));
        texts.add(BASE);
        RuleSet set = RuleTexts.asIs(texts.toArray(String[]::new));
        assertThat(set.correlations()).extracting(CorrelationRule::id).containsExactly("c4", "c3", "c2", "c1");
        assertThat(set.rejections()).hasSize(36).allSatisfy(rejection -> {
            assertThat(rejection.code()).isEqualTo(RejectionCode.RECURSION);
            assertThat(rejection.reason()).contains("at most 4");
        });
    }

    @Test
    void rejectsCirclesAndWhatStandsOnThem() {
        RuleSet set = RuleTexts.asIs(
                correlation("over", "a", ""),
                correlation("a", "b", ""),
                correlation("b", "c", ""),
                correlation("c", "a", ""),
                correlation("self", "self", ""),
                correlation("good", "base", ""),
                BASE);
        assertThat(set.correlations()).extracting(CorrelationRule::id).containsExactly("good");
        assertThat(set.rejections())
                .extracting(Rejection::id, Rejection::code)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("over", RejectionCode.UNKNOWN_RULE),
                        org.assertj.core.groups.Tuple.tuple("a", RejectionCode.RECURSION),
                        org.assertj.core.groups.Tuple.tuple("b", RejectionCode.RECURSION),
                        org.assertj.core.groups.Tuple.tuple("c", RejectionCode.RECURSION),
                        org.assertj.core.groups.Tuple.tuple("self", RejectionCode.RECURSION));
    }

    @Test
    void aChainKnowsTheGroupOfWhatItStandsOn() {
        RuleSet set = RuleTexts.asIs(
                correlation("good", "c1", "group-by: [who]\n  aliases: {who: {c1: user}}"),
                correlation("bad", "c1", "group-by: [host]"),
                correlation("c1", "base", "group-by: [user]"),
                BASE);
        assertThat(set.correlations()).extracting(CorrelationRule::id).containsExactly("good", "c1");
        assertThat(set.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.id()).isEqualTo("bad");
            assertThat(rejection.reason()).contains("grouped by user").contains("'host'");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "value_sum,'{field: f, gte: 1.5}'",
        "value_avg,'{field: f, lt: -3}'",
        "value_median,'{field: f, neq: 0}'",
        "value_percentile,'{field: f, percentile: 99.5, gt: 100, lte: 200}'"
    })
    void measuresNumbers(String type, String condition) {
        RuleSet set = RuleTexts.asIs(measuring(type, condition), BASE);
        assertThat(set.rejections()).isEmpty();
        CorrelationRule rule = set.correlations().getFirst();
        assertThat(rule.type()).isEqualTo(CorrelationType.of(type).orElseThrow());
        assertThat(rule.valueFields().getFirst().fieldFor("base")).isEqualTo("f");
        assertThat(rule.percentile().isPresent()).isEqualTo(type.equals("value_percentile"));
    }

    @ParameterizedTest
    @CsvSource({
        "value_sum,'{gte: 1}',MISSING_KEY",
        "value_percentile,'{field: f, gte: 1}',MISSING_KEY",
        "value_percentile,'{field: f, percentile: 101, gte: 1}',BAD_VALUE",
        "value_percentile,'{field: f, percentile: 0, gte: 1}',BAD_VALUE",
        "value_avg,'{field: f, percentile: 5, gte: 1}',BAD_VALUE",
        "value_avg,'{field: f, gte: many}',BAD_VALUE",
        "value_avg,'{field: f, gte: 1e999999}',BAD_VALUE",
        "value_avg,'{field: f, above: 1}',BAD_CONDITION",
        "value_median,'{field: f}',MISSING_KEY",
        "event_count,'{gte: 1.5}',BAD_VALUE",
        "event_count,'{gte: -1}',BAD_VALUE",
        "event_count,'{field: f, gte: 1}',BAD_VALUE",
        "value_mode,'{field: f, gte: 1}',BAD_VALUE",
        "value_sum,'{field: [f, g], gte: 1}',BAD_VALUE",
        "value_count,'{field: [f, [g]], gte: 1}',BAD_VALUE",
        "value_count,'{field: [f, null], gte: 1}',BAD_VALUE",
        "value_count,'{field: [], gte: 1}',MISSING_KEY"
    })
    void rejectsWhatCannotBeMeasured(String type, String condition, RejectionCode code) {
        RuleSet set = RuleTexts.asIs(measuring(type, condition), BASE);
        assertThat(set.correlations()).isEmpty();
        assertThat(set.rejections()).extracting(Rejection::code).containsExactly(code);
    }

    @ParameterizedTest
    @CsvSource({
        "base and other,GTE 2",
        "other AND base_name,GTE 2",
        "base or other,GTE 1",
        "base and other and base,",
        "base,",
        "base and not other,",
        "base and nobody,",
        "(base and other),",
        "base other,",
        "base and,",
        "gte 2,"
    })
    void conditionsInWordsWhereACountSaysTheSame(String words, String threshold) {
        for (String type : List.of("temporal", "temporal_ordered")) {
            RuleSet set = RuleTexts.asIs("""
                    title: Words
                    id: words
                    correlation: {type: %s, rules: [base, other], timespan: 1m, condition: '%s'}
                    ---
                    title: Base
                    id: base
                    name: base_name
                    logsource: {product: any}
                    detection: {s: {a: x}, condition: s}
                    ---
                    title: Other
                    id: other
                    logsource: {product: any}
                    detection: {s: {a: y}, condition: s}
                    """.formatted(type, words));
            if (threshold == null) {
                assertThat(set.correlations()).isEmpty();
                assertThat(set.rejections()).hasSize(1);
            } else {
                assertThat(set.rejections()).isEmpty();
                assertThat(set.correlations().getFirst().threshold().bounds())
                        .extracting(bound -> bound.order() + " " + bound.number())
                        .containsExactly(threshold);
            }
        }
    }

    private static String hash(RuleSet set, String id) {
        return set.correlation(id).orElseThrow().info().hash();
    }

    private static String measuring(String type, String condition) {
        return """
                title: Measure
                id: measure
                correlation: {type: %s, rules: [base], timespan: 1m, condition: %s}
                """.formatted(type, condition);
    }

    private static String correlation(String id, String rule, String more) {
        return """
                title: Correlation %1$s
                id: %1$s
                correlation:
                  type: event_count
                  rules: [%2$s]
                  timespan: 1m
                  condition: {gte: 1}
                  %3$s
                """.formatted(id, rule, more);
    }
}
