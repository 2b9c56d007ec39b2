// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.Normalized;
import io.fairlead.enrich.TestNormalizer;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.testkit.EventChecks;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the graph of SPDX 3 asks for beside its golden documents: elements that are no findings, and names across it. */
final class SpdxGraphTest {
    private static final String AFFECTED = "{'type':'security_VexAffectedVulnAssessmentRelationship','spdxId':'u:a%d',"
            + "'relationshipType':'affects','from':'u:v%d','to':['u:p1','u:p2']}";
    private static final String PACKAGE = "{'type':'software_Package','spdxId':'u:p%d','name':'package-%d'}";
    private static final String VULNERABILITY =
            "{'type':'security_Vulnerability','spdxId':'u:v%d','name':'CVE-2026-%d'}";

    @Test
    void onlyAssessmentsAreFindingsWhereThereAreAny() {
        List<JsonNode> documents = documents(normalize(
                AFFECTED.formatted(1, 1),
                PACKAGE.formatted(1, 1),
                PACKAGE.formatted(2, 2),
                VULNERABILITY.formatted(1, 1),
                "{'type':'software_File','spdxId':'u:f','name':'/etc/passwd'}",
                AFFECTED.formatted(2, 2)));

        assertThat(documents)
                .extracting(document -> document.at("/vulnerability/id").toString())
                .containsExactly("[\"CVE-2026-1\"]", "[\"u:v2\"]");
        assertThat(documents.get(0).at("/package/name").toString()).isEqualTo("[\"package-1\",\"package-2\"]");
        assertThat(documents.get(0).at("/package").has("version")).isFalse();
    }

    @Test
    void vulnerabilitiesThatNothingAssessesAreTold() {
        List<JsonNode> documents = documents(normalize(VULNERABILITY.formatted(1, 1), PACKAGE.formatted(1, 1)));

        assertThat(documents)
                .extracting(document -> document.at("/event/action").asText())
                .containsExactly("vulnerability-found", "component-found");
    }

    @Test
    void elementsOfAnyLengthAreOnlyCountedWhenTheyAreFindings() {
        String urls =
                IntStream.range(0, 400_000).mapToObj(i -> "'url-" + i + "'").collect(Collectors.joining(","));
        String large = "{'type':'software_File','spdxId':'u:f','urls':[" + urls + "]}";
        String largeFinding = "{'urls':[" + urls + "],'type':'security_EpssVulnAssessmentRelationship'}";
        Normalized normalized = normalize(AFFECTED.formatted(1, 1), large, largeFinding, AFFECTED.formatted(2, 1));

        assertThat(normalized.events()).hasSize(2);
        assertThat(normalized.rejected())
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.code()).isEqualTo(DeadLetterCode.LIMIT));
    }

    @Test
    void assessmentOfNothingIsRefused() {
        Normalized normalized = normalize(
                "{'type':'security_VexFixedVulnAssessmentRelationship','spdxId':'u:a','to':['u:p1']}", "'text'");

        assertThat(normalized.events()).isEmpty();
        assertThat(normalized.rejected())
                .hasSize(2)
                .allSatisfy(rejected -> assertThat(rejected.code()).isEqualTo(DeadLetterCode.SCHEMA));
    }

    @Test
    void beyondTheRoomForNamesUrisStay() {
        int many = 40_000;
        String[] elements = IntStream.rangeClosed(1, many)
                .mapToObj(i -> "{'type':'software_Package','spdxId':'u:p" + i + "','name':'package-" + i
                        + "','description':'" + "d".repeat(600) + "'}")
                .toArray(String[]::new);
        elements[0] = "{'type':'security_VexAffectedVulnAssessmentRelationship','spdxId':'u:a','from':'u:v',"
                + "'to':['u:p2','u:p" + many + "']}";
        List<JsonNode> documents = documents(normalize(elements));

        assertThat(documents).hasSize(1);
        assertThat(documents.get(0).at("/package/name").toString()).isEqualTo("[\"package-2\",\"u:p" + many + "\"]");
    }

    @Test
    void secretsInNamedElementsAreRedacted() {
        List<JsonNode> documents = documents(normalize(
                AFFECTED.formatted(1, 1),
                "{'type':'security_Vulnerability','spdxId':'u:v1','name':'CVE-2026-1',"
                        + "'description':'seen with --password quiet-Harbour-77'}"));

        assertThat(documents.get(0).toString()).contains("[redacted:").doesNotContain("quiet-Harbour-77");
    }

    private static Normalized normalize(String... elements) {
        String graph = "{'@context':'https://spdx.org/rdf/3.0.1/spdx-context.jsonld','@graph':["
                + String.join(",", elements) + "]}";
        byte[] bytes = graph.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return TestNormalizer.normalize(TestNormalizer.raw("spdx", bytes));
    }

    private static List<JsonNode> documents(Normalized normalized) {
        assertThat(normalized.rejected()).isEmpty();
        return normalized.events().stream().map(EventChecks::document).toList();
    }
}
