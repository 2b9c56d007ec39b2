// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.RuleManifests;
import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.RuleTexts;
import io.fairlead.detect.match.RuleMatcher;
import io.fairlead.detect.rule.ListFile;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.record.RuleFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is too large, too deep or circular is bounded or rejected with a reason, and the neighbours run. */
@Timeout(30)
class BadInputTest {
    private static final String NEIGHBOUR =
            "title: Neighbour\nlogsource: {product: any}\ndetection: {s: {a: x}, condition: s}";

    @Test
    void longListsOfValuesWork() {
        String values = numbered(4_432, "host-%d.example.org");
        RuleSet set = accepted("  s:\n    a:\n" + values + "  condition: s");
        RuleMatcher matcher = RuleMatcher.compile(set);
        assertThat(matcher.match("any", true, RuleTexts.document("{\"a\":\"HOST-4431.example.org\"}")))
                .hasSize(1);
        assertThat(matcher.match("any", true, RuleTexts.document("{\"a\":\"host-4432.example.org\"}")))
                .isEmpty();
    }

    @Test
    void aRuleOfTenMegabytesIsRejected() {
        RuleSet many = compile("  s:\n    a:\n" + numbered(400_000, "a-value-with-a-number-%d") + "  condition: s");
        assertThat(code(many)).isEqualTo("too-large");
    }

    @Test
    void aTextOfTenMegabytesRuns() {
        RuleSet longText = compile("  s: {a: '" + "x".repeat(10 << 20) + "'}\n  condition: s");
        assertThat(longText.rejections()).isEmpty();
        assertThat(longText.rules()).hasSize(2);
    }

    @Test
    void aFileThatIsTooLargeIsRejected() {
        assertThat(code(compile("  s: {a: '" + "x".repeat(17 << 20) + "'}\n  condition: s")))
                .isEqualTo("too-large");
    }

    @Test
    void aliasesThatMultiplyAreBounded() {
        StringBuilder bomb = new StringBuilder("  x0: &x0 {a: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]}\n");
        for (int i = 1; i < 9; i++) {
            bomb.append("  x%d: &x%d [%s]\n".formatted(i, i, ("*x" + (i - 1) + ", ").repeat(10)));
        }
        assertThat(code(compile(bomb + "  condition: 1 of them"))).isEqualTo("too-large");
    }

    @Test
    void anAliasWithinItselfIsRejected() {
        assertThat(code(compile("  s: &s\n    - a: x\n    - *s\n  condition: s")))
                .isIn("bad-yaml", "too-large");
    }

    @Test
    void tagsAndDoubleKeysAreRejected() {
        assertThat(code(compile("  s: {a: !!java.io.File /etc/passwd}\n  condition: s")))
                .isEqualTo("bad-yaml");
        assertThat(code(compile("  s: {a: !env HOME}\n  condition: s"))).isEqualTo("bad-yaml");
        assertThat(code(compile("  s: {a: x, a: y}\n  condition: s"))).isEqualTo("bad-yaml");
        assertThat(code(compile("  s: {a: x}\n  s: {b: y}\n  condition: s"))).isEqualTo("bad-yaml");
    }

    @Test
    void deepNestingIsRejected() {
        assertThat(code(compile("  s: " + "[".repeat(5_000) + "]".repeat(5_000) + "\n  condition: s")))
                .isIn("too-large", "bad-yaml");
        assertThat(code(compile("  s: {a: x}\n  condition: " + "(".repeat(5_000) + "s" + ")".repeat(5_000))))
                .isEqualTo("bad-condition");
    }

    @Test
    void longConditionsAreRead() {
        String condition = IntStream.range(0, 5_000).mapToObj(i -> "s").collect(Collectors.joining(" or "));
        assertThat(accepted("  s: {a: x}\n  condition: " + condition).rules()).hasSize(2);
        assertThat(accepted("  s: {a: x}\n  condition: " + "not ".repeat(5_001) + "s")
                        .rules())
                .hasSize(2);
    }

    @Test
    void expressionsThatExplodeAreRejected() {
        assertThat(code(compile("  s: {a|re: '(((a{900}){900}){900}){900}'}\n  condition: s")))
                .isEqualTo("bad-regex");
        assertThat(code(compile(
                        "  s: {a|re: '" + "(".repeat(20_000) + "a" + ")".repeat(20_000) + "'}\n  condition: s")))
                .isEqualTo("bad-regex");
    }

    @Test
    void variantsThatMultiplyAreRejected() {
        assertThat(code(compile("  s: {a|windash: '-a -b -c -d -e -f -g -h'}\n  condition: s")))
                .isEqualTo("too-large");
        RuleSet lists = compile(
                "  s: {a|expand: '%n%%n%%n%'}\n  condition: s",
                "n.txt", numbered(1_000, "%d").replace("- ", ""));
        assertThat(code(lists)).isEqualTo("too-large");
    }

    @Test
    void listsThatCannotBeReadAreTold() {
        String rule = "  s: {a|expand: '%n%'}\n  condition: s";
        assertThat(codes(compile(rule, "n.yml", "- {a: b}\n"))).containsExactly("bad-value", "missing-list");
        assertThat(codes(compile(rule, "n.yml", "n: [x\n"))).containsExactly("bad-yaml", "missing-list");
        assertThat(codes(compile(rule, "n.yml", "n: []\n"))).containsExactly("missing-list");
        assertThat(codes(compile(rule, "n.txt", "# nothing\n\n"))).containsExactly("missing-list");
        assertThat(codes(compile(rule, "other.txt", "x\n"))).containsExactly("missing-list");
        assertThat(codes(compile(rule, "n.txt", "x\n"))).isEmpty();
    }

    @Test
    void circlesAreRejected() {
        String circle = """
                title: One
                name: one
                correlation: {type: event_count, rules: [two], timespan: 1m, condition: {gte: 1}}
                ---
                title: Two
                name: two
                correlation: {type: event_count, rules: [one], timespan: 1m, condition: {gte: 1}}
                ---
                title: Three
                name: three
                correlation: {type: event_count, rules: [three], timespan: 1m, condition: {gte: 1}}
                ---
                title: Four
                id: four
                logsource: {product: any}
                filter: {rules: [four], s: {a: x}, condition: not s}
                """;
        RuleSet set = RuleTexts.asIs(NEIGHBOUR, circle);
        assertThat(set.rules()).hasSize(1);
        assertThat(set.correlations()).isEmpty();
        assertThat(set.filters()).isEmpty();
        assertThat(set.rejections())
                .hasSize(4)
                .allSatisfy(rejection -> assertThat(rejection.reason()).isNotBlank());
    }

    @Test
    void numbersWithoutEndAreTexts() {
        RuleSet set = accepted("  s: {a: 1e999999999, b: .inf, c: 1" + "0".repeat(500) + "}\n  condition: s");
        assertThat(RuleMatcher.compile(set).match("any", true, RuleTexts.document("{\"a\":1e999999999}")))
                .isEmpty();
    }

    private static RuleSet accepted(String detection) {
        RuleSet set = compile(detection);
        assertThat(set.rejections()).isEmpty();
        return set;
    }

    private static String code(RuleSet set) {
        assertThat(set.rules()).as("the neighbour runs").hasSize(1);
        return codes(set).getFirst();
    }

    private static List<String> codes(RuleSet set) {
        return set.rejections().stream()
                .map(rejection -> {
                    assertThat(rejection.reason()).isNotBlank();
                    assertThat(rejection.line()).isPositive();
                    return rejection.code().text();
                })
                .toList();
    }

    private static RuleSet compile(String detection) {
        return RuleTexts.asIs(NEIGHBOUR, rule(detection));
    }

    private static RuleSet compile(String detection, String list, String text) {
        List<RuleFile> files = new ArrayList<>(RuleTexts.files(NEIGHBOUR, rule(detection)));
        files.add(RuleManifests.file(ListFile.PREFIX + list, text.getBytes(StandardCharsets.UTF_8)));
        return RuleSetCompiler.asIs().compile(files);
    }

    private static String rule(String detection) {
        return "title: Bad\nid: bad\nlogsource: {product: any}\ndetection:\n" + detection + "\n";
    }

    private static String numbered(int number, String pattern) {
        return IntStream.range(0, number)
                .mapToObj(i -> "      - " + pattern.formatted(i) + "\n")
                .collect(Collectors.joining());
    }
}
