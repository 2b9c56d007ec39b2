// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.RuleTexts;
import io.fairlead.detect.rule.Rejection;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.detect.rule.Suppression;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuppressionReaderTest {
    @Test
    void readsTheRulesOwnNamesAsTheDocumentsFields() {
        RuleSet set = RuleTexts.standard(rule("{by: [user.username, verb], window: 1h}"));

        assertThat(set.rejections()).isEmpty();
        assertThat(set.rules().getFirst().info().suppression())
                .contains(new Suppression(
                        List.of("kubernetes.audit.user.username", "kubernetes.audit.verb"), Duration.ofHours(1)));
    }

    @Test
    void oneKeyForTheWholeRuleWithoutFieldsAndNoneWithoutTheWord() {
        assertThat(RuleTexts.standard(rule("{window: 30s}"))
                        .rules()
                        .getFirst()
                        .info()
                        .suppression())
                .contains(new Suppression(List.of(), Duration.ofSeconds(30)));
        assertThat(RuleTexts.asIs(RuleTexts.rule("s: {a: 1}\ncondition: s"))
                        .rules()
                        .getFirst()
                        .info()
                        .suppression())
                .isEmpty();
    }

    @Test
    void aCorrelationSuppressesByItsGroup() {
        RuleSet set = RuleTexts.standard(
                rule("{window: 1m}"), correlation("{window: 1m}"), correlation("{by: [verb], window: 1m}"));

        assertThat(set.correlations())
                .singleElement()
                .satisfies(rule -> assertThat(rule.info().suppression())
                        .contains(new Suppression(List.of("user.username"), Duration.ofMinutes(1))));
        assertThat(set.rejections())
                .singleElement()
                .satisfies(rejection -> assertThat(rejection.reason()).contains("user.username"));
    }

    @ParameterizedTest
    @CsvSource({
        "always,BAD_VALUE",
        "'{by: [a]}',MISSING_KEY",
        "'{window: soon}',BAD_VALUE",
        "'{window: 0s}',BAD_VALUE",
        "'{window: 8d}',BAD_VALUE",
        "'{windows: 1h}',BAD_VALUE",
        "'{by: [a, b, c, d, e, f, g, h, i, j, k], window: 1h}',TOO_LARGE"
    })
    void rejectsWhatItDoesNotUnderstand(String suppress, RejectionCode code) {
        RuleSet set = RuleTexts.standard(rule(suppress));

        assertThat(set.rules()).isEmpty();
        assertThat(set.rejections()).extracting(Rejection::code).containsExactly(code);
    }

    private static String rule(String suppress) {
        return """
                title: Exec
                id: exec
                logsource: {product: kubernetes, service: audit}
                detection: {selection: {objectRef.subresource: exec}, condition: selection}
                suppress: %s
                """.formatted(suppress);
    }

    private static String correlation(String suppress) {
        return """
                title: "Many %1$s"
                id: many-%2$d
                correlation: {type: event_count, rules: [exec], group-by: [user.username], timespan: 1m, condition: {gte: 2}}
                suppress: %1$s
                """.formatted(suppress, suppress.length());
    }
}
