// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.Normalized;
import io.fairlead.enrich.TestNormalizer;
import io.fairlead.schemas.record.Event;
import io.fairlead.testkit.Corpus;
import io.fairlead.testkit.EventChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Reports that real scanners wrote: every finding is an event, and content tells the format. */
final class CorpusTest {
    /** What scanners write when they find nothing and say nothing else. */
    private static final Set<String> UNTELLING = Set.of("{}", "[]", "[[]]", "null");

    private record Report(String format, Path file, String findings) {}

    @TestFactory
    Stream<DynamicTest> everyReportHasItsFindings() throws IOException {
        return reports().map(report -> DynamicTest.dynamicTest(report.file().toString(), () -> check(report)));
    }

    private static Stream<Report> reports() throws IOException {
        Path corpus = Corpus.assumePresent("scanners");
        List<String> lines = Files.readAllLines(Path.of("src/test/resources/scanners/findings.txt"));
        assertThat(lines).hasSizeGreaterThan(80);
        return lines.stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" ", -1))
                .map(parts -> new Report(parts[0], corpus.resolve(parts[1]), parts[2]))
                .filter(report -> Files.exists(report.file()));
    }

    private static void check(Report report) throws IOException {
        byte[] bytes = Files.readAllBytes(report.file());
        Normalized claimed = TestNormalizer.normalize(TestNormalizer.raw(report.format(), bytes));
        if (report.findings().equals("none")) {
            assertThat(claimed.events()).isEmpty();
            assertThat(claimed.rejected()).isNotEmpty();
            return;
        }
        assertThat(claimed.rejected()).isEmpty();
        int findings = Integer.parseInt(report.findings());
        assertThat(claimed.events()).hasSize(Math.max(1, findings));
        assertThat(claimed.events().stream().map(Event::getId)).doesNotHaveDuplicates();
        claimed.events().forEach(event -> described(event, findings == 0));
        String text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8).strip();
        if (!UNTELLING.contains(text)) {
            assertThat(TestNormalizer.normalize(TestNormalizer.raw("auto", bytes))
                            .events())
                    .isEqualTo(claimed.events());
        }
    }

    /** A document is of use only with its essentials. */
    private static void described(Event event, boolean nothing) {
        EventChecks.checkEvent(event);
        JsonNode document = EventChecks.document(event);
        String kind = document.at("/fairlead/finding/kind").asText();
        assertThat(document.at("/message").asText()).isNotBlank();
        assertThat(kind.equals("none")).isEqualTo(nothing);
        switch (kind) {
            case "vulnerability" -> {
                assertThat(document.at("/vulnerability/id").isMissingNode()).isFalse();
                assertThat(document.at("/vulnerability/severity").asText()).isNotEmpty();
                assertThat(document.at("/package/name").asText()).isNotEmpty();
            }
            case "misconfiguration", "secret" ->
                assertThat(document.at("/rule/id").asText()
                                + document.at("/rule/name").asText())
                        .isNotEmpty();
            case "component", "license" ->
                assertThat(document.at("/package").isMissingNode()).isFalse();
            case "none" -> assertThat(document.at("/event/action").asText()).isEqualTo("nothing-found");
            default -> throw new AssertionError("no such kind: " + kind);
        }
    }
}
