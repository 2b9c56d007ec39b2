// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.RuleTexts;
import io.fairlead.detect.rule.CorrelationType;
import io.fairlead.detect.rule.Rejection;
import io.fairlead.detect.rule.RuleSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Correlations and filters of every kind, each spoilt in many ways: none of the mutants runs. */
class CorrelationMutantsTest {
    private static final String BASE = """
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
            """;

    @Test
    void correlations() {
        int mutants = 0;
        for (CorrelationType type : CorrelationType.values()) {
            String good = correlation(type);
            RuleSet set = RuleTexts.asIs(BASE, good);
            assertThat(set.rejections()).as(good).isEmpty();
            assertThat(set.correlations()).hasSize(1);
            Set<String> spoilt = new LinkedHashSet<>();
            misspelt(good, type.text(), spoilt);
            lines(good, spoilt);
            timespans(good, spoilt);
            conditions(good, type, spoilt);
            spoilt.remove(good);
            spoilt.forEach(mutant -> isRejected(mutant, 2));
            mutants += spoilt.size();
        }
        assertThat(mutants).isGreaterThanOrEqualTo(400);
    }

    @Test
    void filters() {
        String good = """
                title: Known
                id: known
                logsource: {product: any}
                filter:
                  rules: [base]
                  s: {b: y}
                  condition: not s
                """;
        assertThat(RuleTexts.asIs(BASE, good).rejections()).isEmpty();
        List<String> spoilt = List.of(
                good.replace("[base]", "[nobody]"),
                good.replace("[base]", "[base, nobody]"),
                good.replace("[base]", "[]"),
                good.replace("[base]", "{a: base}"),
                good.replace("[base]", "every"),
                good.replace("  rules: [base]\n", ""),
                good.replace("  s: {b: y}\n", ""),
                good.replace("  condition: not s\n", ""),
                good.replace("not s", "not t"),
                good.replace("not s", "nott s"),
                good.replace("not s", "not (s"),
                good.replace("b: y", "b|containz: y"),
                good.replace("b: y", "b|cidr: 10.0.0.0/40"),
                good.replace("filter:\n", "filter: [x]\nother:\n"),
                good.replace("title: Known\n", ""),
                good + "expires: soon\n",
                good + "expires: 2027-02-30\n",
                good + "expires: [2027-01-01]\n");
        spoilt.forEach(mutant -> isRejected(mutant, 2));
        assertThat(spoilt).doesNotContain(good).doesNotHaveDuplicates();
    }

    private static void isRejected(String mutant, int neighbours) {
        RuleSet set = RuleTexts.asIs(BASE, mutant);
        assertThat(set.rules()).as(mutant).hasSize(neighbours);
        assertThat(set.correlations()).as(mutant).isEmpty();
        assertThat(set.filters()).as(mutant).isEmpty();
        assertThat(set.rejections()).as(mutant).hasSize(1);
        Rejection rejection = set.rejections().getFirst();
        assertThat(rejection.file()).as(mutant).isEqualTo("rules/1.yml");
        assertThat(rejection.line())
                .as(mutant)
                .isBetween(1, (int) mutant.lines().count() + 1);
        assertThat(rejection.reason()).as(mutant).isNotBlank();
    }

    private static void misspelt(String good, String type, Set<String> mutants) {
        for (String other : List.of(
                "",
                type + "s",
                type.replace('_', '-'),
                type.toUpperCase(java.util.Locale.ROOT),
                "near",
                "count",
                "[]")) {
            if (!other.equals(type)) {
                mutants.add(good.replace("type: " + type, "type: " + other));
            }
        }
        for (String key : List.of("type", "rules", "group-by", "timespan", "condition")) {
            mutants.add(good.replace("  " + key + ":", "  " + key + "s:"));
            mutants.add(good.replace("  " + key + ":", "  " + key.substring(1) + ":"));
        }
        mutants.add(good.replace("correlation:", "correlations:"));
        mutants.add(good.replace("  timespan:", "  window: 5m\n  timespan:"));
    }

    /** Parts that are missing, stand twice, or are of the wrong kind. */
    private static void lines(String good, Set<String> mutants) {
        mutants.add(good.replace("  rules: [base, other]\n", ""));
        mutants.add(good.replace("  timespan: 5m\n", ""));
        mutants.add(good.replace("  timespan: 5m\n", "  timespan: 5m\n  timespan: 6m\n"));
        for (String rules : List.of("[]", "[nobody]", "[base, nobody]", "[base, base_name]", "{a: base}", "[[base]]")) {
            mutants.add(good.replace("[base, other]", rules));
        }
        for (String fields : List.of("{a: user}", "[[user]]", "[{user: a}]")) {
            mutants.add(good.replace("[user]", fields));
        }
        mutants.add(good.replace("  timespan: 5m\n", "  timespan: 5m\n  aliases: [user]\n"));
        mutants.add(good.replace("  timespan: 5m\n", "  timespan: 5m\n  aliases: {user: {nobody: name}}\n"));
        mutants.add(good.replace("  timespan: 5m\n", "  timespan: 5m\n  generate: perhaps\n"));
        mutants.add(good.replace("title: Good\n", ""));
        mutants.add(good + "level: severe\n");
        mutants.add(good + "suppress: {by: [host], window: 1h}\n");
        mutants.add(good + "suppress: {window: 5 minutes}\n");
    }

    private static void timespans(String good, Set<String> mutants) {
        for (String span : List.of(
                "5",
                "m",
                "5x",
                "5 m",
                "5min",
                "0s",
                "-5m",
                "1.5h",
                "91d",
                "5m5s",
                "PT5M",
                "99999999999s",
                "[5m]",
                "''")) {
            mutants.add(good.replace("timespan: 5m", "timespan: " + span));
        }
    }

    private static void conditions(String good, CorrelationType type, Set<String> mutants) {
        for (String other :
                List.of("ge: 3", "gte: three", "gte: [3]", "gte: {a: 3}", "'>=': 3", "gte: true", "gte: null")) {
            mutants.add(good.replace("gte: 3", other));
        }
        mutants.add(good.replace("gte: 3", "gte: 3, gte: 4"));
        mutants.add(good.replaceFirst("condition: .*", "condition: 3"));
        mutants.add(good.replaceFirst("condition: .*", "condition: []"));
        mutants.add(good.replaceFirst("condition: .*", "condition: {}"));
        mutants.add(good.replaceFirst("condition: .*", "condition: 'gte: 3'"));
        if (type.readsField()) {
            mutants.add(good.replace("field: size, ", ""));
            mutants.add(good.replace("field: size", "field: ''"));
            mutants.add(good.replace("field: size", "field: {a: size}"));
        } else {
            mutants.add(good.replace("gte: 3", "gte: 3, field: size"));
        }
        if (type == CorrelationType.VALUE_PERCENTILE) {
            for (String share : List.of("0", "101", "-5", "most", "[95]", "true")) {
                mutants.add(good.replace("percentile: 95", "percentile: " + share));
            }
            mutants.add(good.replace("percentile: 95, ", ""));
        } else {
            mutants.add(good.replace("gte: 3", "gte: 3, percentile: 95"));
        }
        if (!type.isNumeric()) {
            for (String number : List.of("-1", "2.5", "10000", "1e9")) {
                mutants.add(good.replace("gte: 3", "gte: " + number));
            }
        }
    }

    private static String correlation(CorrelationType type) {
        String field = type.readsField() ? "field: size, " : "";
        String share = type == CorrelationType.VALUE_PERCENTILE ? "percentile: 95, " : "";
        return """
                title: Good
                id: good
                correlation:
                  type: %s
                  rules: [base, other]
                  group-by: [user]
                  timespan: 5m
                  condition: {%s%sgte: 3}
                """.formatted(type.text(), field, share);
    }
}
