// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.enrich.json.JsonReader;
import io.fairlead.testkit.SeededRandom;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Texts with secrets, cut, joined and mistyped: none throws, and no mark stands within another, in one pass or in two. */
final class MangledTextsTest {
    private static final int RUNS = 20_000;
    private static final String ODD = "\"'\\<>=:@$&;|-/ \n%[{";

    private final TextRedactor redactor = new TextRedactor(new JsonReader(96));

    @Test
    void marksStayWhole() throws IOException {
        List<String> texts = SecretTexts.lines("secrets.txt");
        SeededRandom.check("mangled texts", RUNS, random -> {
            String text = mangled(texts, random);
            String once = redactor.redact(text, new Redactions());
            String twice = redactor.redact(once, new Redactions());
            assertThat(List.of(once, twice)).as(text).noneMatch(clean -> clean.contains("[redacted:["));
        });
    }

    @Test
    void textsThatEndEarlyAreRead() {
        for (String text : new String[] {
            "token \\", "password is ", "<<<", "</a", "@tcp(", "\\u00", "&#x;", "$(", "a]=", "map[Api-Key:["
        }) {
            assertThat(redactor.redact(text, new Redactions())).isEqualTo(text);
        }
    }

    private static String mangled(List<String> texts, Random random) {
        StringBuilder mangled = new StringBuilder();
        for (int parts = 1 + random.nextInt(3); parts > 0; parts--) {
            String text = SecretTexts.filled(texts.get(random.nextInt(texts.size())), random);
            int from = random.nextInt(text.length() + 1);
            mangled.append(random.nextInt(3) == 0 ? text : text.substring(from));
        }
        for (int typos = random.nextInt(3); typos > 0 && !mangled.isEmpty(); typos--) {
            mangled.setCharAt(random.nextInt(mangled.length()), ODD.charAt(random.nextInt(ODD.length())));
        }
        return mangled.toString();
    }
}
