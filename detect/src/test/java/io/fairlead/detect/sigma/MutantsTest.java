// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.RuleTexts;
import io.fairlead.detect.rule.Rejection;
import io.fairlead.detect.rule.RuleSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Rules of ours, each spoilt in one place in every way: none of them runs, and each is told with file, line and reason. */
class MutantsTest {
    private static final List<String> RULES = List.of("""
            title: Downloads by a shell
            id: downloads
            logsource: {product: linux, category: process_creation}
            detection:
              selection_tool:
                Image|endswith: ['/curl', '/wget']
                CommandLine|contains|all: [http, ' -o ']
              selection_pipe:
                CommandLine|re|i: 'curl .* sh$'
              filter_update:
                User|startswith: svc_
                Hash|cased: AbC
              condition: (selection_tool or selection_pipe) and not filter_update
            level: high
            """, """
            title: Work from outside at night
            id: night
            logsource: {product: any, service: any}
            detection:
              outside:
                source.ip|cidr|neq: [10.0.0.0/8, 192.168.0.0/16]
              late:
                time|hour|gte: 22
                size|gt: 1000
              known:
                user|fieldref: owner
              agent:
                header|exists: true
              condition: outside and (late or agent) and not known
            level: medium
            """, """
            title: Hidden words
            id: hidden
            logsource: {category: any}
            detection:
              sel_base:
                text|base64offset|contains: secret
              sel_wide:
                text|wide|base64: secret
              sel_dash:
                text|windash|contains: ' -enc '
              words:
                - mimic
                - '|cased': Katz
              condition: 1 of sel_* and words or all of sel_*
            level: low
            """);

    private static final Pattern MODIFIER = Pattern.compile("\\|([a-z0-9]+)(?=[|:'])");
    private static final Pattern CONDITION = Pattern.compile("(?<=\n  condition: ).*");
    private static final Pattern SELECTION = Pattern.compile("(?<=\n  )[a-z_]+(?=:\n)");
    private static final Pattern VALUE = Pattern.compile("(?<=\n    )([A-Za-z.|_0-9]+): (.*)");

    @Test
    void noneRunsAndEachIsTold() {
        List<String> mutants = new ArrayList<>();
        for (String rule : RULES) {
            assertThat(RuleTexts.asIs(rule).rejections()).as(rule).isEmpty();
            mutants.addAll(modifiers(rule));
            mutants.addAll(conditions(rule));
            mutants.addAll(values(rule));
            mutants.addAll(wholes(rule));
        }
        List<String> distinct = mutants.stream().distinct().toList();
        assertThat(distinct).hasSizeGreaterThanOrEqualTo(200).doesNotContainAnyElementsOf(RULES);
        distinct.forEach(MutantsTest::isRejected);
    }

    private static void isRejected(String mutant) {
        RuleSet set = RuleTexts.asIs(
                "title: Neighbour\nlogsource: {product: any}\ndetection: {s: {a: x}, condition: s}", mutant);
        assertThat(set.rules()).as(mutant).hasSize(1);
        assertThat(set.rejections()).as(mutant).hasSize(1);
        Rejection rejection = set.rejections().getFirst();
        assertThat(rejection.file()).isEqualTo("rules/1.yml");
        assertThat(rejection.line())
                .as(mutant)
                .isBetween(1, (int) mutant.lines().count() + 1);
        assertThat(rejection.reason()).as(mutant).isNotBlank();
        assertThat(rejection.code().text()).as(mutant).isNotBlank();
    }

    /** Every modifier misspelt in several ways. */
    private static List<String> modifiers(String rule) {
        List<UnaryOperator<String>> ways = List.of(
                name -> name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1),
                name -> name + "s",
                name -> "x" + name,
                name -> "not" + name,
                name -> name.substring(0, name.length() - 1) + "_",
                name -> "");
        List<String> mutants = new ArrayList<>();
        for (UnaryOperator<String> way : ways) {
            for (MatchResult modifier : MODIFIER.matcher(rule).results().toList()) {
                mutants.add(replace(rule, modifier.start(1), modifier.end(1), way.apply(modifier.group(1))));
            }
        }
        return mutants;
    }

    /** Unknown operators, parentheses without their other half, selections that are not there. */
    private static List<String> conditions(String rule) {
        MatchResult condition = CONDITION.matcher(rule).results().findFirst().orElseThrow();
        String text = condition.group();
        List<String> changed = new ArrayList<>();
        for (String word : List.of(" and ", " or ", " not ")) {
            for (String other : List.of(" xor ", " && ", " || ", ", ", " without ", " != ", " ")) {
                if (!other.isBlank() || !word.equals(" not ")) {
                    changed.add(text.replaceFirst(Pattern.quote(word), other));
                }
            }
        }
        changed.add("(" + text);
        changed.add(text + ")");
        changed.add("((" + text + ")");
        changed.add(text + " and");
        changed.add("or " + text);
        changed.add(text + " and ()");
        changed.add(text + " and 2 of nothing*");
        changed.add(text + " and 99 of them");
        changed.add(text + " and 0 of them");
        changed.add(text + " and 1 of");
        changed.add(text + " | count() > 3");
        for (MatchResult selection : SELECTION.matcher(rule).results().toList()) {
            changed.add(text + " and " + selection.group() + "x");
        }
        List<String> mutants = new ArrayList<>();
        for (String other : changed) {
            if (!other.equals(text)) {
                mutants.add(replace(rule, condition.start(), condition.end(), other));
            }
        }
        return mutants;
    }

    /** Values of the wrong kind. */
    private static List<String> values(String rule) {
        Map<String, List<String>> wrong = new LinkedHashMap<>();
        wrong.put("exists", List.of("maybe", "1", "[]"));
        wrong.put("gt", List.of("many", "'1000'", "{a: 1}"));
        wrong.put("gte", List.of("late", "22.5", "true"));
        wrong.put("cidr", List.of("10.0.0.0/33", "10.0.0/8", "inside", "fe80::/129", "300.1.1.1/8"));
        wrong.put("re", List.of("'('", "'a{2,1}'", "'[z-a]'"));
        wrong.put("fieldref", List.of("5", "''", "null"));
        wrong.put("", List.of("{a: b}", "[]", "[[a]]", "[{a: b}]"));
        List<String> mutants = new ArrayList<>();
        for (MatchResult item : VALUE.matcher(rule).results().toList()) {
            wrong.forEach((modifier, values) -> {
                if (modifier.isEmpty()
                        || List.of(item.group(1).split("\\|", -1)).contains(modifier)) {
                    values.forEach(value -> mutants.add(replace(rule, item.start(2), item.end(2), value)));
                }
            });
        }
        return mutants;
    }

    /** What a rule as a whole must have. */
    private static List<String> wholes(String rule) {
        return List.of(
                rule.replaceFirst("title: .*\n", ""),
                rule.replaceFirst("title: .*\n", "title: [a, list]\n"),
                rule.replaceFirst("logsource: .*\n", ""),
                rule.replaceFirst("logsource: .*\n", "logsource: linux\n"),
                rule.replaceFirst("logsource: .*\n", "logsource: {os: linux}\n"),
                rule.replaceFirst("logsource: .*\n", "logsource: {product: [linux, windows]}\n"),
                rule.replaceFirst("logsource: .*\n", "logsource: {product: }\n"),
                rule.replaceFirst("id: .*\n", "id: [a, b]\n"),
                rule + "tags: {attack: t1059}\n",
                rule + "fields: [[a]]\n",
                rule.replaceFirst("level: .*\n", "level: severe\n"),
                rule.replaceFirst("level: .*\n", "level: 3\n"),
                rule.replaceFirst("detection:\n", "detections:\n"),
                rule.replaceFirst("\n  condition: .*\n", "\n"),
                rule.replaceFirst("\n  condition: .*\n", "\n  condition: 1\n"),
                rule.replaceFirst("\n  condition: .*\n", "\n  condition: {all: true}\n"),
                rule.replaceFirst("\n  condition: .*\n", "\n  condition: []\n"),
                rule.replaceFirst("\n  condition: ", "\n  timeframe: 5m\n  condition: "),
                rule + "title: again\n",
                rule.replaceFirst("id: ", "id: [x"),
                rule + "action: global\n");
    }

    private static String replace(String text, int from, int to, String other) {
        return text.substring(0, from) + other + text.substring(to);
    }
}
