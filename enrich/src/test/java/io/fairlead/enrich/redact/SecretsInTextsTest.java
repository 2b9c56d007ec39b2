// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.enrich.json.JsonReader;
import io.fairlead.testkit.SeededRandom;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Texts that hold secrets lose these and nothing else, and texts that hold none stay. The secrets are others in every run. */
final class SecretsInTextsTest {
    private static final Pattern MARK = Pattern.compile("\\[redacted:[a-z-]+]");
    private static final int RUNS = 4;

    private final TextRedactor redactor = new TextRedactor(new JsonReader(96));

    @Test
    void secretsGoAndAllElseStays() throws IOException {
        List<String> templates = SecretTexts.lines("secrets.txt");
        assertThat(templates).hasSizeGreaterThan(500);
        SeededRandom.check("secrets in texts", RUNS, random -> {
            List<String> wrong = new ArrayList<>();
            for (String template : templates) {
                String text = SecretTexts.filled(template, random);
                String clean = redactor.redact(text, new Redactions());
                String expected = SecretTexts.without(template);
                if (!MARK.matcher(clean).replaceAll("«»").equals(expected)) {
                    wrong.add(text + "\n  became " + clean);
                }
            }
            assertThat(wrong).isEmpty();
        });
    }

    @Test
    void ordinaryTextsStay() throws IOException {
        List<String> texts = SecretTexts.lines("ordinary.txt");
        assertThat(texts).hasSizeGreaterThan(200);
        for (String text : texts) {
            assertThat(redactor.redact(text, new Redactions())).isEqualTo(text);
        }
    }
}
