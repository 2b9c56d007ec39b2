// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.record.RuleFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs what stands beside each rule. */
class RuleCasesTest {
    private static final Path RULES = Path.of("src/main/resources/rules");

    @TestFactory
    Stream<DynamicNode> everyCaseHolds() {
        return RulePack.files().stream().flatMap(RuleCasesTest::casesOf);
    }

    private static Stream<DynamicNode> casesOf(RuleFile rule) {
        Path file = RULES.resolve(rule.getPath().replaceFirst("\\.yml$", ".test.yml"));
        RuleTests tests;
        try {
            tests = RuleTests.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("each rule has its tests beside it", e);
        }
        RuleSet set = RuleSetCompiler.standard().compile(List.of(rule));
        DynamicTest both = DynamicTest.dynamicTest(rule.getPath() + ": matches and does not", () -> {
            assertThat(tests.cases()).anyMatch(one -> one.alerts() > 0).anyMatch(one -> one.alerts() == 0);
        });
        return Stream.concat(
                Stream.of(both),
                tests.cases().stream()
                        .map(one -> DynamicTest.dynamicTest(
                                rule.getPath() + ": " + one.name(), () -> holds(set, tests.format(), one))));
    }

    private static void holds(RuleSet set, String format, RuleTests.Case one) {
        Judge judge = new Judge(set);
        one.events().forEach(event -> judge.judge(format, one.name(), Judge.utf8(event)));
        List<Seen> alerts = judge.alerts();
        assertThat(alerts).hasSize(one.alerts());
        if (!one.group().isEmpty()) {
            assertThat(alerts).allSatisfy(alert -> assertThat(alert.group()).isEqualTo(one.group()));
        }
    }
}
