// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.scanner;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.format.report.Findings;
import io.fairlead.enrich.format.report.JsonReport;
import io.fairlead.enrich.format.report.Kind;
import io.fairlead.enrich.format.report.Mapping;
import io.fairlead.enrich.format.report.Scanner;
import java.util.List;

/** Grype's JSON report ({@code -o json}). Source: Anchore, Grype, {@code grype/presenter/models/document.go}. */
public final class GrypeFormat extends JsonReport {
    private static final Mapping COMMON = new Mapping()
            .image("/source/target/userInput")
            .digests("/source/target/repoDigests", "/source/target/manifestDigest", "/source/target/imageID")
            .text("fairlead.finding.os.name", "/distro/name")
            .text("fairlead.finding.os.version", "/distro/version")
            .own("source", "/source/type")
            .own("target", "/source/target", "/source/target/userInput");

    private static final Findings MATCHES = Findings.of(
                    Kind.VULNERABILITY,
                    new Mapping()
                            .texts("vulnerability.id", "vulnerability/id", "relatedVulnerabilities/*/id")
                            .text(
                                    "vulnerability.description",
                                    "vulnerability/description",
                                    "relatedVulnerabilities/0/description")
                            .text("vulnerability.reference", "vulnerability/dataSource", "vulnerability/urls/0")
                            .severity("vulnerability/severity")
                            .score(
                                    List.of(
                                            "vulnerability/cvss/*/metrics/baseScore",
                                            "relatedVulnerabilities/*/cvss/*/metrics/baseScore"),
                                    List.of("vulnerability/cvss/*/version", "relatedVulnerabilities/*/cvss/*/version"))
                            .text("package.name", "artifact/name")
                            .text("package.version", "artifact/version")
                            .text("package.type", "artifact/type")
                            .text("package.path", "artifact/locations/0/path")
                            .texts("package.license", "artifact/licenses")
                            .fixedIn("vulnerability/fix/versions")
                            .exploited(finding -> !finding.nodes("vulnerability/knownExploited/0")
                                    .isEmpty())
                            .own("status", "vulnerability/fix/state")
                            .own("matcher", "matchDetails/0/matcher"),
                    "matches/*")
            .needs("vulnerability/id");

    /** For the service loader. */
    public GrypeFormat() {
        super(new Scanner(
                "grype",
                "grype.finding",
                "grype",
                "Anchore",
                List.of("/descriptor/timestamp"),
                List.of(
                        "/descriptor/timestamp",
                        "/source/target/manifestDigest",
                        "/source/target/userInput",
                        "/source/target"),
                COMMON,
                List.of(MATCHES)));
    }

    @Override
    protected boolean isReport(JsonNode top) {
        return top.path("matches").isArray()
                && (top.path("descriptor").path("name").asText().equals("grype")
                        || top.has("source") && top.has("distro")
                        || top.path("matches").path(0).has("matchDetails"));
    }

    @Override
    protected boolean accepts(JsonNode top) {
        return top.path("matches").isArray();
    }
}
