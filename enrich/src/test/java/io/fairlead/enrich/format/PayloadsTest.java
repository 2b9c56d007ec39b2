// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.enrich.Normalized;
import io.fairlead.enrich.TestNormalizer;
import io.fairlead.testkit.Corpus;
import io.fairlead.testkit.EventChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Payloads of others are found by their content and understood whole. */
final class PayloadsTest {
    @ParameterizedTest
    @CsvSource({
        "payloads/alertmanager_v4.json, alertmanager.alert, 1",
        "captures/alertmanager/web-00006.body, alertmanager.alert, 2",
        "payloads/harbor_push_artifact.json, harbor.event, 1",
        "payloads/gitlab_registry_push.json, distribution.notification, 1",
    })
    void webhooksAreUnderstood(String file, String dataset, int events) throws IOException {
        Path folder = Corpus.assumePresent(file.substring(0, file.lastIndexOf('/')));
        byte[] body = Files.readAllBytes(folder.resolve(file.substring(file.lastIndexOf('/') + 1)));

        assertThat(datasets(TestNormalizer.normalize(TestNormalizer.raw("auto", body))))
                .hasSize(events)
                .containsOnly(dataset);
    }

    /** The documentation's envelopes; beside them the file holds the target of a deletion and a counter's page. */
    @Test
    void envelopesOfRegistriesAreUnderstood() throws IOException {
        Path file = Corpus.assumePresent("registry").resolve("notification-examples.json");
        int events = 0;
        for (JsonNode example : new ObjectMapper().readTree(file.toFile())) {
            if (example.has("events")) {
                assertThat(datasets(TestNormalizer.normalize(TestNormalizer.raw("auto", example.toString()))))
                        .hasSize(example.path("events").size())
                        .containsOnly("distribution.notification");
                events += example.path("events").size();
            }
        }
        assertThat(events).isEqualTo(4);
    }

    @Test
    void flowsAreUnderstood() throws IOException {
        List<String> flows = Files.readAllLines(Corpus.assumePresent("payloads").resolve("hubble_flows.jsonl"));
        assertThat(flows).isNotEmpty();
        for (String flow : flows) {
            Normalized normalized = TestNormalizer.normalize(TestNormalizer.raw("auto", flow));
            assertThat(datasets(normalized)).containsExactly("cilium_hubble.flow");
            JsonNode document = EventChecks.document(normalized.events().get(0));
            assertThat(document.at("/event/outcome").asText()).isEqualTo("failure");
            assertThat(document.at("/event/reason").asText()).isNotEmpty();
            assertThat(document.at("/source/ip").asText()).isNotEmpty();
        }
    }

    private static List<String> datasets(Normalized normalized) {
        assertThat(normalized.rejected()).isEmpty();
        return normalized.events().stream().map(event -> event.getDataset()).toList();
    }
}
