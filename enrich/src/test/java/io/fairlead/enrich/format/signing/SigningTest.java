// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.signing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.Normalized;
import io.fairlead.enrich.TestNormalizer;
import io.fairlead.testkit.EventChecks;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SigningTest {
    private static final String DIGEST = "sha256:" + "0a".repeat(32);

    @Test
    void nestedReportsAreResultsOfTheirOwn() {
        String report = """
                {"isSuccess":false,"version":"0.2.0","verifierReports":[
                  {"subject":"r.example/sbom@%1$s","isSuccess":true,"verifierName":"sbom","nestedResults":[
                    {"subject":"r.example/sbom@%1$s","isSuccess":false,"verifierName":"notation","message":"m"}]}]}
                """.formatted(DIGEST);
        Normalized normalized = normalize("auto", report);
        assertThat(normalized.rejected()).isEmpty();
        assertThat(texts(normalized, "/signature/verifier")).containsExactly("sbom", "notation");
        assertThat(texts(normalized, "/event/outcome")).containsExactly("success", "failure");
    }

    @Test
    void theAnswerToGatekeeperHoldsSeveralImages() {
        String answer = "{\"errors\":[],\"responses\":[[\"a:v1\",{\"isSuccess\":true,\"verifierReports\":[]}],"
                + "[\"b:v1\",{\"isSuccess\":false,\"verifierReports\":[]}]]}";
        Normalized normalized = normalize("auto", answer);
        assertThat(texts(normalized, "/container/image/name")).containsExactly("a", "b");
        assertThat(texts(normalized, "/event/outcome")).containsExactly("success", "failure");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Error: signature verification failed: no signature is associated with \"r.example/a@x\"|refused",
                "Error: No valid trust data for latest|refused",
                "No valid trust data for 1.0|refused",
                "docker: No valid trust data for 1.0.|refused",
                "docker: Error: remote trust data does not exist for r.example/a/b: n.example has none.|refused",
                "Error: no signature is associated with \"r.example/a@sha256:1\", make sure it was signed|refused",
                "Error: remote trust data does not exist|refused",
                "Error: remote trust data does not exist for r.example:5000/a/b: n.example does not have trust data|refused",
                "Successfully signed r.example/a:1|verified",
            })
    void linesOfCommands(String line, String result) {
        assertThat(texts(normalize("auto", line), "/event/action")).containsExactly("signature-" + result);
    }

    @Test
    void imagesAreTakenApart() {
        ImageReference whole = ImageReference.of("r.example:5000/a/b:1.2@" + DIGEST);
        assertThat(whole).isEqualTo(new ImageReference("r.example:5000/a/b", "1.2", DIGEST));
        assertThat(ImageReference.of("r.example:5000/a")).isEqualTo(new ImageReference("r.example:5000/a", "", ""));
        assertThat(ImageReference.of("nginx")).isEqualTo(new ImageReference("nginx", "", ""));
    }

    @Test
    void otherLinesAreNotClaimed() {
        JsonNode document = TestNormalizer.document("auto", "Error: connection refused");
        assertThat(document.at("/event/dataset").asText()).isEqualTo("generic.plain");
    }

    private static Normalized normalize(String format, String payload) {
        return TestNormalizer.normalize(TestNormalizer.raw(format, payload));
    }

    private static List<String> texts(Normalized normalized, String pointer) {
        return normalized.events().stream()
                .map(event -> EventChecks.document(event).at(pointer).asText())
                .toList();
    }
}
