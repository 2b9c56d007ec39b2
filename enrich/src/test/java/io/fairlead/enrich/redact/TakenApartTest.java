// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.enrich.TestNormalizer;
import io.fairlead.testkit.EventChecks;
import io.fairlead.testkit.Outcome;
import org.junit.jupiter.api.Test;

/** A secret that a format takes apart before it is looked for is known by none of its parts. */
final class TakenApartTest {
    @Test
    void referencesOfSpdxThatAreNoneStayInOnePiece() {
        String document = """
                SPDXVersion: SPDX-2.3
                SPDXID: SPDXRef-DOCUMENT
                DocumentName: shop/web
                Created: 2026-11-22T14:00:00Z
                PackageName: web
                SPDXID: SPDXRef-Package-web
                PackageVersion: 1.0
                ExternalRef: OTHER Bearer k3yThatNobodyMaySee77
                """;
        none("spdx", document, "k3yThatNobodyMaySee77");
    }

    @Test
    void resourcesOfKubescapeThatAreCommandsStayInOnePiece() {
        String document = """
                {"summaryDetails": {"frameworks": []}, "generationTime": "2026-11-22T14:00:00Z", "results": [{
                  "resourceID": "htpasswd -b /etc/users app k3yThatNobodyMaySee77",
                  "controls": [{"controlID": "C-0012", "name": "Files", "status": {"status": "failed"}}]}],
                 "resources": []}
                """;
        none("kubescape.result", document, "k3yThatNobodyMaySee77");
    }

    private static void none(String format, String payload, String secret) {
        Outcome outcome = TestNormalizer.outcome(TestNormalizer.raw(format, payload));
        assertThat(outcome.deadLetters()).isEmpty();
        assertThat(outcome.events())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(EventChecks.document(event).toString())
                        .doesNotContain(secret)
                        .contains("[redacted:"));
    }
}
