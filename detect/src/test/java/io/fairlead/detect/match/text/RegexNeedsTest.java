// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testkit.SeededRandom;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class RegexNeedsTest {
    @Test
    void findsWhatMustBeThere() {
        assertThat(RegexNeeds.of("net\\s+user")).containsExactly(List.of("net"), List.of("user"));
        assertThat(RegexNeeds.of("-(W|R)\\s?x")).contains(List.of("-w", "-r"));
        assertThat(RegexNeeds.of("(?i)C:\\\\Windows\\\\(?:System32|SysWOW64)\\\\a+b"))
                .contains(List.of("c:\\windows\\system32\\a", "c:\\windows\\syswow64\\a"));
        assertThat(RegexNeeds.of("(foo|ba[rz]).*qux?")).containsExactlyInAnyOrder(List.of("foo", "ba"), List.of("qu"));
        assertThat(RegexNeeds.of("\\n\\n")).containsExactly(List.of("\n\n"));
    }

    @Test
    void saysNothingWhereNothingIsSure() {
        for (String regex :
                List.of("a*", "(foo|.)", "[a-z]+", "a{0,3}", "(foo)?", "\\w+", "", "a|", "\\x41", "\\p{L}")) {
            assertThat(RegexNeeds.of(regex)).as(regex).isEmpty();
        }
        assertThat(RegexNeeds.of("(?!foo)(?<!bar)(?=baz)qux")).containsExactly(List.of("qux"));
    }

    @Test
    void whatMatchesHoldsWhatIsNeeded() {
        SeededRandom.check("a text that matches holds what is needed", 20_000, random -> {
            String regex = regex(random, 3);
            String text = text(random);
            // on a budget: some of these take the engine years
            if (new GuardedRegex(Pattern.compile(regex)).find(text)) {
                for (List<String> needed : RegexNeeds.of(regex)) {
                    assertThat(needed)
                            .as("%s finds something in %s", regex, text)
                            .anyMatch(text::contains);
                }
            }
        });
    }

    private static String regex(Random random, int depth) {
        StringBuilder regex = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            String part = switch (random.nextInt(depth > 0 ? 10 : 6)) {
                case 0 -> ".";
                case 1 -> "[ab]";
                case 2 -> "\\w";
                case 6, 7 -> "(" + regex(random, depth - 1) + "|" + regex(random, depth - 1) + ")";
                case 8 -> "(?:" + regex(random, depth - 1) + ")";
                case 9 -> "(?=" + regex(random, depth - 1) + ")";
                default -> String.valueOf((char) ('a' + random.nextInt(3)));
            };
            regex.append(part)
                    .append(List.of("", "", "", "*", "+", "?", "{0,1}", "{2}", "+?")
                            .get(random.nextInt(9)));
        }
        return regex.toString();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            text.append((char) ('a' + random.nextInt(3)));
        }
        return text.toString();
    }
}
