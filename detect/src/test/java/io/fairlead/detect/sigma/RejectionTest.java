// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.RuleTexts;
import io.fairlead.detect.rule.Rejection;
import io.fairlead.detect.rule.RuleSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that is not understood is rejected with code and line; its neighbours run. */
class RejectionTest {
    private static final String GOOD =
            "title: Good\nid: good\nlogsource: {product: any}\n" + "detection:\n  s:\n    a: x\n  condition: s\n";

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("mutants")
    void rejectsAndKeepsTheOthers(String code, String text, int line) {
        RuleSet set = RuleTexts.asIs(GOOD, text);
        assertThat(set.rules()).as(text).extracting(rule -> rule.id()).containsExactly("good");
        assertThat(set.rejections()).hasSize(1);
        Rejection rejection = set.rejections().getFirst();
        assertThat(rejection.code().text()).as(rejection.reason()).isEqualTo(code);
        assertThat(rejection.file()).isEqualTo("rules/1.yml");
        assertThat(rejection.line()).as(rejection.reason()).isEqualTo(line);
        assertThat(rejection.reason()).isNotBlank();
    }

    static Stream<Arguments> mutants() {
        return Stream.of(items(), conditions(), selections(), rules(), yaml()).flatMap(stream -> stream);
    }

    private static Stream<Arguments> items() {
        return Stream.of(
                item("unknown-modifier", "a|contain: x"),
                item("unknown-modifier", "a|Contains: x"),
                item("unknown-modifier", "a|startwith: x"),
                item("unknown-modifier", "a|endswiths: x"),
                item("unknown-modifier", "a|contains|al: [x]"),
                item("unknown-modifier", "a|: x"),
                item("unknown-modifier", "a|regex: x"),
                item("unknown-modifier", "a|ge: 5"),
                item("unknown-modifier", "a|base65: x"),
                item("unknown-modifier", "a|re|x: y"),
                item("bad-modifier", "a|contains|contains: x"),
                item("bad-modifier", "a|contains|startswith: x"),
                item("bad-modifier", "a|re|contains: x"),
                item("bad-modifier", "a|re|cidr: x"),
                item("bad-modifier", "a|i|re: x"),
                item("bad-modifier", "a|i: x"),
                item("bad-modifier", "a|gt|contains: 5"),
                item("bad-modifier", "a|gt|lt: 5"),
                item("bad-modifier", "a|cased|gt: 5"),
                item("bad-modifier", "a|exists|contains: true"),
                item("bad-modifier", "a|hour|contains: 5"),
                item("bad-modifier", "'|exists': true"),
                item("bad-modifier", "'|fieldref': b"),
                item("bad-modifier", "a|base64: 'x*'"),
                item("bad-regex", "a|re: '('"),
                item("bad-regex", "a|re: 'a(?=b'"),
                item("bad-regex", "a|re: '(a)\\k<b>'"),
                item("bad-regex", "a|re: '[z-a]'"),
                item("bad-cidr", "a|cidr: 10.0.0.0/33"),
                item("bad-cidr", "a|cidr: 10.0.0/8"),
                item("bad-cidr", "a|cidr: host"),
                item("bad-cidr", "a|cidr: '::/129'"),
                item("bad-cidr", "a|cidr: '1::2::3/64'"),
                item("bad-value", "a|exists: maybe"),
                item("bad-value", "a|gt: many"),
                item("bad-value", "a|gte: '5'"),
                item("bad-value", "a|hour: 5.5"),
                item("bad-value", "a|contains: null"),
                item("bad-value", "a|fieldref: 5"),
                item("bad-value", "a: {b: c}"),
                item("bad-value", "a: []"),
                item("bad-value", "a: [[x]]"),
                item("missing-list", "a|expand: '%admins%'"));
    }

    private static Stream<Arguments> conditions() {
        return Stream.of(
                condition("unknown-selection", "selection"),
                condition("unknown-selection", "s and t"),
                condition("unknown-selection", "1 of t*"),
                condition("bad-condition", "s xor s"),
                condition("unknown-selection", "al of them"),
                condition("bad-condition", "s s"),
                condition("bad-condition", "s and"),
                condition("bad-condition", "and s"),
                condition("bad-condition", "(s"),
                condition("bad-condition", "s)"),
                condition("bad-condition", "s or or s"),
                condition("bad-condition", "not"),
                condition("bad-condition", "()"),
                condition("bad-condition", "2 of them"),
                condition("bad-condition", "0 of them"),
                condition("bad-condition", "1 of"),
                condition("bad-condition", "1 of (s)"),
                condition("bad-condition", "''"),
                condition("bad-condition", "5"),
                condition("bad-condition", "[]"),
                condition("bad-condition", "[s, [s]]"),
                condition("unsupported", "'s | count() by a > 5'"));
    }

    private static Stream<Arguments> selections() {
        return Stream.of(
                mutant("bad-value", "  s: {}\n  condition: s", 5),
                mutant("bad-value", "  s: []\n  condition: s", 5),
                mutant("bad-value", "  s:\n  condition: s", 5),
                mutant("missing-key", "  s: {a: x}", 5),
                mutant("missing-key", "  condition: s", 5),
                mutant("unsupported", "  s: {a: x}\n  timeframe: 5m\n  condition: s", 6));
    }

    private static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of("missing-key", "id: x\ndetection: {}", 1),
                Arguments.of("missing-key", "title: x\ndetection: {s: {a: x}, condition: s}", 1),
                Arguments.of("missing-key", "title: x\nlogsource: {product: y}", 1),
                Arguments.of("bad-value", "title: x\nlogsource: {}\ndetection: {s: {a: x}, condition: s}", 2),
                Arguments.of("bad-value", "title: x\nlogsource: {product: y}\ndetection: [s]", 3),
                Arguments.of("bad-value", GOOD.replace("good", "other") + "level: severe\n", 8),
                Arguments.of("duplicate-id", GOOD, 1),
                Arguments.of("missing-key", "title: x\nfilter: {rules: [good], s: {a: b}, condition: not s}", 1),
                Arguments.of("unsupported", "action: global\ntitle: x", 1));
    }

    private static Stream<Arguments> yaml() {
        return Stream.of(
                Arguments.of("bad-yaml", "title: x\ntitle: y\n", 2),
                Arguments.of("bad-yaml", "title: [x\n", 2),
                Arguments.of("bad-yaml", "title: !!java.net.URL [http://localhost]\n", 1),
                Arguments.of("bad-yaml", "title: *unknown\n", 1),
                Arguments.of("bad-yaml", "? [a]\n: b\n", 1),
                Arguments.of("bad-value", "just text\n", 1),
                Arguments.of("unknown-language", "- a rule\n- another\n", 1),
                Arguments.of("too-large", bomb(), 1));
    }

    @Test
    void namesTheRuleItRejects() {
        RuleSet set = RuleTexts.asIs(GOOD.replace("a: x", "a|contain: x"));
        assertThat(set.rejections().getFirst())
                .isEqualTo(new Rejection(
                        "rules/0.yml",
                        6,
                        "good",
                        "Good",
                        io.fairlead.detect.rule.RejectionCode.UNKNOWN_MODIFIER,
                        "unknown modifier 'contain' in 'a|contain'"));
    }

    @Test
    void keepsTheDocumentsBeforeASyntaxError() {
        RuleSet set = RuleTexts.asIs(GOOD + "---\ntitle: [x\n");
        assertThat(set.rules()).hasSize(1);
        assertThat(set.rejections()).hasSize(1);
    }

    @Test
    void refusesNotUtf8AndDeepNesting() {
        var files = List.of(
                io.fairlead.detect.RuleManifests.file("a", new byte[] {'t', ':', (byte) 0xFF}),
                RuleTexts.files("a: " + "[".repeat(100_000)).getFirst());
        RuleSet set = io.fairlead.detect.RuleSetCompiler.asIs().compile(files);
        assertThat(set.rejections()).hasSize(2);
    }

    private static String bomb() {
        StringBuilder text = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 9; i++) {
            text.append(
                    "a%d: &a%d [%s]\n".formatted(i, i, "*a%d,".formatted(i - 1).repeat(10)));
        }
        return text.toString();
    }

    private static Arguments item(String code, String item) {
        return mutant(code, "  s:\n    " + item + "\n  condition: s", 6);
    }

    private static Arguments condition(String code, String condition) {
        return mutant(code, "  s: {a: x}\n  condition: " + condition, 6);
    }

    private static Arguments mutant(String code, String detection, int line) {
        return Arguments.of(
                code, "title: Mutant\nid: mutant\nlogsource: {product: any}\ndetection:\n" + detection + "\n", line);
    }
}
