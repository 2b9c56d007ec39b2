// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.tetragon;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Exports of a real walk-through: every one is understood, and found by its content. */
final class CorpusTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyExportIsUnderstood() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(Corpus.assumePresent("tetragon"))) {
            files = all.filter(file -> file.toString().endsWith(".json")).toList();
        }
        int events = 0;
        for (Path file : files) {
            for (JsonNode export : JSON.readerFor(JsonNode.class)
                    .<JsonNode>readValues(file.toFile())
                    .readAll()) {
                Normalized normalized = TestNormalizer.normalize(TestNormalizer.raw("auto", export.toString()));
                assertThat(normalized.rejected()).as("%s", file).isEmpty();
                JsonNode document = EventChecks.document(normalized.events().get(0));
                assertThat(document.at("/event/dataset").asText()).isEqualTo("cilium_tetragon.log");
                assertThat(document.at("/process/name").asText()).as("%s", file).isNotEmpty();
                assertThat(document.at("/process/command_line").asText()).isNotEmpty();
                assertThat(document.at("/event/category").isEmpty()).isFalse();
                events++;
            }
        }
        assertThat(files).isNotEmpty();
        assertThat(events).isGreaterThanOrEqualTo(files.size());
    }
}
