// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.enrich.Normalized;
import io.fairlead.enrich.TestNormalizer;
import io.fairlead.testkit.Corpus;
import io.fairlead.testkit.EventChecks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No secret that was planted in the recording comes out of it, plain or in base64. */
final class RecordingRedactionTest {
    @Test
    void plantedSecretsStayInside() throws IOException {
        Path folder = Corpus.assumePresent("captures/attack-a");
        List<String> planted = planted(folder.resolve("labels.jsonl"));
        assertThat(planted).hasSizeGreaterThanOrEqualTo(10);
        List<String> lines = Files.readAllLines(folder.resolve("audit.log"));
        int holding = 0;
        Map<SecretKind, Integer> counts = new EnumMap<>(SecretKind.class);
        for (String line : lines) {
            if (planted.stream().anyMatch(line::contains)) {
                holding++;
            }
            Normalized normalized = TestNormalizer.normalize(TestNormalizer.raw("kubernetes.audit", line));
            assertThat(normalized.rejected()).isEmpty();
            String document =
                    new String(EventChecks.bytes(normalized.events().get(0).getDocument()), StandardCharsets.UTF_8);
            for (String secret : planted) {
                assertThat(document.contains(secret))
                        .as("a planted secret in %s", document)
                        .isFalse();
            }
            normalized.redactions().forEach((kind, count) -> counts.merge(kind, count, Integer::sum));
        }
        assertThat(holding).as("lines that hold a planted secret").isGreaterThan(5);
        assertThat(counts).containsKeys(SecretKind.SECRET_DATA, SecretKind.CONFIG_DATA, SecretKind.LAST_APPLIED);
    }

    @Test
    void whatIsNoSecretStays() throws IOException {
        Path folder = Corpus.assumePresent("captures/attack-a");
        for (String line : Files.readAllLines(folder.resolve("audit.log"))) {
            JsonNode raw = new ObjectMapper().readTree(line);
            if (raw.has("requestObject") || raw.has("responseObject")) {
                continue;
            }
            JsonNode document = TestNormalizer.document("kubernetes.audit", line);
            assertThat(document.at("/event/original").asText())
                    .as("nothing to redact in a record without bodies")
                    .isEqualTo(raw.toString());
        }
    }

    private static List<String> planted(Path labels) throws IOException {
        List<String> values = new ArrayList<>();
        for (String line : Files.readAllLines(labels)) {
            JsonNode label = new ObjectMapper().readTree(line);
            if (label.path("step").asText().equals("planted-secret-value")) {
                values.add(label.get("value").asText());
                values.add(label.get("base64").asText());
            }
        }
        return values;
    }
}
