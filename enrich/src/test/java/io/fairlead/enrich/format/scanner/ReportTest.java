// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.Normalized;
import io.fairlead.enrich.TestNormalizer;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.schemas.record.Event;
import io.fairlead.testkit.EventChecks;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for reports of every scanner, shown with one or two. */
final class ReportTest {
    private static final String MATCH = "{\"vulnerability\":{\"id\":\"CVE-2026-%d\",\"severity\":\"High\"},"
            + "\"artifact\":{\"name\":\"a\",\"version\":\"1\"}}";
    private static final String REST = ",\"source\":{\"type\":\"image\",\"target\":{\"userInput\":\"shop/web:1\"}},"
            + "\"distro\":{\"name\":\"debian\"}}";

    @Test
    void whatStandsBehindFindingsIsInEachOfThem() {
        Normalized normalized = normalize("grype", grype(MATCH.formatted(1), MATCH.formatted(2)));

        assertThat(normalized.events())
                .hasSize(2)
                .allSatisfy(event -> assertThat(
                                document(event).at("/container/image/name").asText())
                        .isEqualTo("shop/web"));
    }

    @Test
    void reportSentAgainHasTheSameIdsWhateverElseItHolds() {
        List<String> first = ids(normalize("grype", grype(MATCH.formatted(1), MATCH.formatted(2))));
        List<String> again = ids(normalize("grype", grype(MATCH.formatted(2), MATCH.formatted(3), MATCH.formatted(1))));

        assertThat(again).containsAll(first).doesNotHaveDuplicates();
    }

    @Test
    void equalFindingsAreAsManyEvents() {
        List<String> ids = ids(normalize("grype", grype(MATCH.formatted(1), MATCH.formatted(1), MATCH.formatted(1))));

        assertThat(ids).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void brokenReportIsOneRejectionAndNoEvent() {
        String report = grype(MATCH.formatted(1));
        Normalized normalized = normalize("grype", report.substring(0, report.length() - 1));

        assertThat(normalized.events()).isEmpty();
        assertThat(normalized.rejected())
                .hasSize(1)
                .allSatisfy(rejected -> assertThat(rejected.code()).isEqualTo(DeadLetterCode.PARSE));
    }

    @Test
    void findingThatIsNoneCostsItsNeighboursNothing() {
        Normalized normalized = normalize("grype", grype("17", MATCH.formatted(1), "{\"other\":true}"));

        assertThat(normalized.events()).hasSize(1);
        assertThat(normalized.rejected())
                .hasSize(2)
                .allSatisfy(rejected -> assertThat(rejected.code()).isEqualTo(DeadLetterCode.SCHEMA));
    }

    @Test
    void findingBeyondTheBoundIsRefusedAlone() {
        String urls =
                IntStream.range(0, 400_000).mapToObj(i -> "\"url-" + i + "\"").collect(Collectors.joining(","));
        String large = "{\"vulnerability\":{\"id\":\"CVE-2026-7\",\"urls\":[" + urls + "]}}";
        Normalized normalized = normalize("grype", grype(MATCH.formatted(1), large, MATCH.formatted(2)));

        assertThat(normalized.events()).hasSize(2);
        assertThat(normalized.rejected())
                .hasSize(1)
                .allSatisfy(rejected -> assertThat(rejected.code()).isEqualTo(DeadLetterCode.LIMIT));
    }

    @Test
    void reportWithoutFindingsSaysSo() {
        Normalized normalized = normalize("grype", grype());

        JsonNode document = document(normalized.events().get(0));
        assertThat(normalized.events()).hasSize(1);
        assertThat(document.at("/event/action").asText()).isEqualTo("nothing-found");
        assertThat(document.at("/event/outcome").asText()).isEqualTo("success");
        assertThat(document.at("/message").asText()).isEqualTo("grype found nothing in shop/web:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE bom [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><bom xmlns=\"http://cyclonedx.org/schema/bom/1.4\"><components><component><name>&a;</name></component></components></bom>",
                "<!DOCTYPE bom [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><bom xmlns=\"http://cyclonedx.org/schema/bom/1.4\"><components><component><name>&b;</name></component></components></bom>",
                "<!DOCTYPE bom SYSTEM \"http://127.0.0.1:1/x.dtd\"><bom xmlns=\"http://cyclonedx.org/schema/bom/1.4\"/>",
            })
    void documentTypesAndTheirEntitiesAreRefused(String xml) {
        Normalized normalized = normalize("cyclonedx", xml);

        assertThat(normalized.events()).isEmpty();
        assertThat(normalized.rejected()).hasSize(1);
        assertThat(normalized.rejected().toString()).doesNotContain("root:");
    }

    @Test
    void bytesThatAreNoTextAreRefusedWithoutAWordElsewhere() {
        String xml = "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.4\"><components><component><name>\u00ff</name>"
                + "</component></components></bom>";
        byte[] latin = xml.getBytes(StandardCharsets.ISO_8859_1);
        byte[] declared =
                ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + xml).getBytes(StandardCharsets.ISO_8859_1);
        PrintStream before = System.err;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            assertThat(normalize("cyclonedx", latin).rejected()).hasSize(1);
            assertThat(normalize("openscap.result", latin).rejected()).hasSize(1);
        } finally {
            System.setErr(before);
        }

        assertThat(told.toString(StandardCharsets.UTF_8)).doesNotContain("Fatal");
        assertThat(document(normalize("cyclonedx", declared).events().get(0))
                        .at("/package/name")
                        .asText())
                .isEqualTo("\u00ff");
    }

    @Test
    void whatAScannerPrintsOfASecretIsNotKept() {
        String trivy =
                "{\"SchemaVersion\":2,\"ArtifactName\":\"a\",\"ArtifactType\":\"filesystem\",\"Results\":[{\"Target\":"
                        + "\"x\",\"Class\":\"secret\",\"Secrets\":[{\"RuleID\":\"r\",\"Title\":\"t\",\"Severity\":\"HIGH\","
                        + "\"Match\":\"the word is quiet-Harbour-77\",\"Code\":{\"Lines\":[{\"Content\":\"quiet-Harbour-77\"}]}}]}]}";
        String gitleaks = "[{\"RuleID\":\"r\",\"Description\":\"d\",\"File\":\"f\",\"Commit\":\"c\",\"StartLine\":1,"
                + "\"Secret\":\"quiet-Harbour-77\",\"Match\":\"x quiet-Harbour-77\"}]";

        for (Normalized normalized : List.of(normalize("trivy", trivy), normalize("gitleaks", gitleaks))) {
            String document = document(normalized.events().get(0)).toString();
            assertThat(document).contains("[redacted:secret-data]").doesNotContain("quiet-Harbour-77");
        }
    }

    private static String grype(String... matches) {
        return "{\"matches\":[" + String.join(",", matches) + "]" + REST;
    }

    private static Normalized normalize(String format, String report) {
        return normalize(format, report.getBytes(StandardCharsets.UTF_8));
    }

    private static Normalized normalize(String format, byte[] report) {
        return TestNormalizer.normalize(TestNormalizer.raw(format, report));
    }

    private static List<String> ids(Normalized normalized) {
        assertThat(normalized.rejected()).isEmpty();
        return normalized.events().stream().map(Event::getId).toList();
    }

    private static JsonNode document(Event event) {
        return EventChecks.document(event);
    }
}
