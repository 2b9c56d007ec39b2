// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.enrich.Normalized;
import io.fairlead.enrich.TestNormalizer;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.testkit.Corpus;
import io.fairlead.testkit.EventChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The published parsing cases: what must be accepted, what must be refused, and what may be either but never a fault. */
final class JsonSuiteTest {
    @Test
    void whatMustBeAcceptedIs() throws IOException {
        List<Path> files = files("y_");
        assertThat(files).hasSize(95);
        for (Path file : files) {
            Normalized normalized = normalized(file);
            assertThat(normalized.events())
                    .as("%s: %s", file, normalized.rejected())
                    .hasSize(1);
            boolean duplicate = String.valueOf(file.getFileName()).contains("duplicated_key");
            assertThat(EventChecks.document(normalized.events().get(0))
                            .at("/tags")
                            .toString()
                            .contains("duplicate_key"))
                    .as("%s is flagged", file)
                    .isEqualTo(duplicate);
        }
    }

    @Test
    void whatMustBeRefusedIs() throws IOException {
        List<Path> files = files("n_");
        assertThat(files).hasSize(188);
        for (Path file : files) {
            assertThat(normalized(file).events()).as("%s", file).isEmpty();
        }
    }

    @Test
    void whatMayBeEitherIsNoFault() throws IOException {
        for (Path file : files("i_")) {
            assertThat(normalized(file).rejected())
                    .as("%s", file)
                    .noneMatch(rejected -> rejected.code() == DeadLetterCode.INTERNAL);
        }
    }

    @Test
    void theLastOfTwoValuesStands() {
        assertThat(TestNormalizer.document("json", "{\"a\":1,\"a\":2}")
                        .at("/json/a")
                        .asInt())
                .isEqualTo(2);
    }

    private static Normalized normalized(Path file) throws IOException {
        return TestNormalizer.normalize(TestNormalizer.raw("json", Files.readAllBytes(file)));
    }

    private static List<Path> files(String prefix) throws IOException {
        try (Stream<Path> all = Files.list(Corpus.assumePresent("json-suite/test_parsing"))) {
            return all.filter(file -> String.valueOf(file.getFileName()).startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }
}
