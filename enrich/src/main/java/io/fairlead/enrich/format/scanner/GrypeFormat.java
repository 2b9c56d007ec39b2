// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.scanner;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Source;
import io.fairlead.enrich.format.report.Finding;
import io.fairlead.enrich.format.report.Findings;
import io.fairlead.enrich.format.report.ImageName;
import io.fairlead.enrich.format.report.JsonReport;
import io.fairlead.enrich.format.report.Kind;
import io.fairlead.enrich.format.report.Mapping;
import io.fairlead.enrich.format.report.Scanner;
import io.fairlead.enrich.format.report.Wrapped;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Grype's JSON report ({@code -o json}), and its lines of a match each ({@code -o jsonl}). Source: Anchore, Grype, {@code
 * grype/presenter/models/document.go}.
 */
public final class GrypeFormat extends JsonReport {
    private static final Pattern FETCHED = Pattern.compile("^(?:docker|podman|containerd|registry):(?=.*[:/@])");
    private static final Pattern ARCHIVE =
            Pattern.compile("^(?:docker-archive|oci-archive|oci-dir|singularity):|\\.(?:tar|tar\\.gz|tgz|sif)$");
    private static final Mapping COMMON = new Mapping()
            .also(GrypeFormat::image)
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
                            .texts(
                                    "vulnerability.cwe",
                                    "vulnerability/cwes/*/cwe",
                                    "relatedVulnerabilities/*/cwes/*/cwe")
                            .scores(
                                    List.of("vulnerability/cvss/*", "relatedVulnerabilities/*/cvss/*"),
                                    "metrics/baseScore",
                                    "version",
                                    "vector")
                            .text("package.name", "artifact/name")
                            .text("package.version", "artifact/version")
                            .text("package.type", "artifact/type")
                            .text("package.path", "artifact/locations/0/path")
                            .texts("package.license", "artifact/licenses")
                            .fixedIn("vulnerability/fix/versions")
                            .exploited(finding -> !finding.nodes("vulnerability/knownExploited/0")
                                    .isEmpty())
                            .number("grype.epss", "vulnerability/epss/0/epss")
                            .number("grype.percentile", "vulnerability/epss/0/percentile")
                            .number("grype.risk", "vulnerability/risk")
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
        JsonNode matches = top.path("matches");
        boolean grype = top.path("descriptor").path("name").asText().equals("grype");
        return isMatch(top)
                || matches.isNull() && grype
                || matches.isArray()
                        && (grype
                                || top.has("source") && top.has("distro")
                                || matches.path(0).has("matchDetails"));
    }

    /** A line of {@code -o jsonl}: a match alone. */
    private static boolean isMatch(JsonNode top) {
        return top.path("vulnerability").has("id")
                && top.path("artifact").has("name")
                && top.path("matchDetails").isArray();
    }

    @Override
    protected boolean accepts(JsonNode top) {
        return top.path("matches").isArray() || isReport(top);
    }

    @Override
    protected byte[] json(Source source) {
        return isMatch(source.outline()) ? Wrapped.list("matches", source.bytes()) : source.bytes();
    }

    /** The image by the name that it was asked for, without how it was fetched; of an archive the name that is inside. */
    private static void image(Finding finding, EcsDocument document) {
        String asked = finding.text("/source/target/userInput");
        String name = FETCHED.matcher(asked).replaceFirst("");
        boolean archive = ARCHIVE.matcher(asked).find();
        ImageName.of(archive ? finding.text("/source/target/tags/0") : name).write(document);
    }
}
