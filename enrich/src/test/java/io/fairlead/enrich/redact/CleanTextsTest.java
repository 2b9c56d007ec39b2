// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.enrich.json.JsonReader;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CleanTextsTest {
    @Test
    void knowsWhatItWasToldAndNothingElse() {
        CleanTexts texts = new CleanTexts();
        String text = "payments";
        assertThat(texts.has(text)).isFalse();
        texts.add(text);
        assertThat(texts.has(new String("payments".toCharArray()))).isTrue();
        // the same hash as another text
        texts.add("Aa");
        assertThat(texts.has("BB")).isFalse();
        texts.add("BB");
        assertThat(texts.has("Aa")).isFalse();
    }

    @Test
    void keepsNoLongTexts() {
        CleanTexts texts = new CleanTexts();
        String text = "x".repeat(5_000);
        texts.add(text);
        assertThat(texts.has(text)).isFalse();
    }

    @Test
    void nothingIsForgottenOfWhatIsReplaced() {
        TextRedactor redactor = new TextRedactor(new JsonReader(96));
        String clean = "sh -c id";
        String secret = "mysql -uroot -phunter2222";
        // a copy within the text that was replaced already counts each time
        String replaced = "{\"kind\":\"Secret\",\"data\":{\"a\":\"[redacted:secret-data]\"}}";
        for (int i = 0; i < 3; i++) {
            Redactions redactions = new Redactions();
            assertThat(redactor.redact(clean, redactions)).isSameAs(clean);
            assertThat(redactor.redact(secret, redactions)).doesNotContain("hunter2222");
            redactor.redact(replaced, redactions);
            assertThat(redactions.byKind()).isEqualTo(Map.of(SecretKind.PASSWORD, 1, SecretKind.SECRET_DATA, 1));
        }
    }
}
