// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.PatternSyntaxException;
import io.fairlead.detect.RuleTexts;
import io.fairlead.detect.match.text.GuardedRegex;
import io.fairlead.detect.match.text.LinearRegex;
import io.fairlead.detect.match.text.TextRegex;
import io.fairlead.detect.rule.Condition;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.Predicate;
import io.fairlead.detect.rule.RuleSet;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class RegexesTest {
    @Test
    void expressionThatExplodesElsewhereIsDoneInNoTime() {
        TextRegex regex = Regexes.engine(plain("(.*a){12}$"));
        assertThat(regex).isInstanceOf(LinearRegex.class);
        String text = "a".repeat(32) + "!";
        regex.find(text);
        long start = System.nanoTime();
        assertThat(regex.find(text)).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(10));
    }

    @Test
    void lookAroundAndBackReferencesRunGuarded() {
        assertThat(Regexes.engine(plain("(?<!not )evil"))).isInstanceOf(GuardedRegex.class);
        assertThat(Regexes.engine(plain("(?<!not )evil")).find("pure evil")).isTrue();
        assertThat(Regexes.engine(plain("(?<!not )evil")).find("not evil")).isFalse();
        assertThat(Regexes.engine(plain("(a+)-\\1$")).find("xaa-aa")).isTrue();
        assertThatThrownBy(() -> Regexes.engine(plain("(open"))).isInstanceOf(PatternSyntaxException.class);
    }

    @Test
    void guardedSearchThatExceedsItsBudgetIsBrokenOffAndCounted() {
        DetectionRule model = RuleTexts.asIs(RuleTexts.rule("s: {a: x}\ncondition: s"))
                .rules()
                .getFirst();
        Condition condition = new Condition.FieldCondition("a", plain("(?=a)(.*a){12}\\1$"));
        DetectionRule rule = new DetectionRule(model.info(), model.scope(), condition, false, false, List.of());
        RuleMatcher matcher = RuleMatcher.compile(new RuleSet("v", List.of(rule), List.of(), List.of(), List.of()));
        String document = "{\"a\":\"" + "a".repeat(40) + "!\"}";
        long start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            assertThat(matcher.match("any", true, RuleTexts.document(document))).isEmpty();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(matcher.guarded()).singleElement().satisfies(guarded -> {
            assertThat(guarded.exceeded()).isEqualTo(20);
            assertThat(guarded.searches()).isEqualTo(20);
            assertThat(guarded.mustBeTold()).isTrue();
            assertThat(guarded.mustBeTold()).as("told once").isFalse();
        });
        assertThat(matcher.match("any", true, RuleTexts.document("{\"a\":\"" + "a".repeat(13) + "\"}")))
                .as("what was broken off before does not count against other events")
                .hasSize(1);
    }

    @Test
    void guardedSearchFindsTheSameOnASmallStack() throws InterruptedException {
        TextRegex regex = Regexes.engine(plain("^(?!b)(a|b)*c$"));
        String text = "a".repeat(30_000) + "c";
        AtomicBoolean found = new AtomicBoolean();
        Thread small = new Thread(null, () -> found.set(regex.find(text)), "small", 128 << 10);
        small.start();
        small.join();
        assertThat(found).isTrue();
        assertThat(regex.find(text)).isTrue();
    }

    private static Predicate.Regex plain(String regex) {
        return new Predicate.Regex(regex, false, false, false);
    }
}
