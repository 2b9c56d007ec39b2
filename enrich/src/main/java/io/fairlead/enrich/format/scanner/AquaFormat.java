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

/**
 * Aqua's scan of an image: as the scanner command and the API write it, with resources, and the shorter one with CVEs. Source:
 * Aqua, Scanner Command Line, output in JSON.
 */
public final class AquaFormat extends JsonReport {
    private static final Mapping COMMON = new Mapping()
            .image("../../image", "../../../image", "../image_name", "../image", "/image", "/image_name")
            .digests("../../digest", "../digest", "/digest")
            .text("fairlead.finding.os.name", "../../os", "/os")
            .text("fairlead.finding.os.version", "../../version", "/version")
            .own("registry", "../../registry", "../registry", "/registry");

    private static final Mapping SCORES = new Mapping()
            .score(
                    List.of("nvd_score_v3", "vendor_score_v3", "aqua_score", "nvd_score", "vendor_score", "score"),
                    List.of(
                            "nvd_vectors_v3",
                            "vendor_vectors_v3",
                            "aqua_vectors",
                            "nvd_score_version",
                            "score_version"))
            .severity(
                    "aqua_severity",
                    "nvd_severity_v3",
                    "nvd_severity",
                    "vendor_severity_v3",
                    "vendor_severity",
                    "severity");

    private static final Findings RESOURCES = Findings.of(
                    Kind.VULNERABILITY,
                    new Mapping()
                            .text("vulnerability.id", "name")
                            .text("vulnerability.description", "description")
                            .text("vulnerability.reference", "nvd_url", "vendor_url", "url")
                            .text("vulnerability.published_date", "publish_date")
                            .as(SCORES)
                            .text("package.name", "../resource/name", "../resource/path")
                            .text("package.version", "../resource/version")
                            .text("package.type", "../resource/format")
                            .text("package.path", "../resource/path")
                            .text("package.license", "../resource/license")
                            .text("package.architecture", "../resource/arch")
                            .fixedIn("fix_version"),
                    "resources/*/vulnerabilities/*",
                    "results/resources/*/vulnerabilities/*",
                    "*/results/resources/*/vulnerabilities/*",
                    "*/resources/*/vulnerabilities/*")
            .needs("name");

    /** What a file holds that nobody should find in an image, by its kind: {@code RSA PRIVATE KEY}. */
    private static final Findings SENSITIVE = Findings.of(
                    Kind.SECRET,
                    new Mapping()
                            .also((finding, document) -> document.text("rule.id", "sensitive-data"))
                            .text("rule.name", "item")
                            .text("file.path", "../path")
                            .also((finding, document) -> Mapping.severity("HIGH", document)),
                    "resources/*/resource/sensitive_items/*",
                    "results/resources/*/resource/sensitive_items/*",
                    "*/results/resources/*/resource/sensitive_items/*",
                    "*/resources/*/resource/sensitive_items/*")
            .needs("item");

    private static final Findings SHORT = Findings.of(
                    Kind.VULNERABILITY,
                    new Mapping()
                            .text("vulnerability.id", "name")
                            .text("vulnerability.description", "description")
                            .text("vulnerability.reference", "url")
                            .text("vulnerability.published_date", "publishdate")
                            .as(SCORES)
                            .text("package.name", "file")
                            .fixedIn("fix_version"),
                    "cves/*",
                    "*/cves/*")
            .needs("name");

    /** For the service loader. */
    public AquaFormat() {
        super(new Scanner(
                "aqua",
                "aqua.finding",
                "aqua",
                "Aqua Security",
                List.of("/scan_started/seconds", "/results/scan_started/seconds", "/0/results/scan_started/seconds"),
                List.of("/image", "/image_name", "/digest", "/scan_started/seconds", "/results/scan_id"),
                COMMON,
                List.of(RESOURCES, SENSITIVE, SHORT)));
    }

    @Override
    protected boolean isReport(JsonNode top) {
        JsonNode scan = top.isArray() ? top.path(0) : top;
        return scan.has("image") && scan.path("resources").isArray()
                || scan.has("image_name") && scan.path("cves").isArray()
                || scan.has("image_name") && scan.path("results").has("resources")
                || scan.has("image") && scan.has("scan_started") && scan.has("image_assurance_results");
    }

    @Override
    protected boolean accepts(JsonNode top) {
        return top.isContainerNode() && top.isEmpty() || isReport(top);
    }
}
