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
 * GitLab's report of container scanning, and of dependency scanning and secret detection in the same shape. Source: GitLab,
 * Security report schemas, version 15.
 */
public final class GitlabContainerScanFormat extends JsonReport {
    private static final Findings ALL = Findings.of(
                    Kind.VULNERABILITY,
                    new Mapping()
                            .texts("vulnerability.id", "identifiers/*/value", "cve")
                            .text("vulnerability.title", "name", "message")
                            .text("vulnerability.description", "description")
                            .text("vulnerability.reference", "identifiers/0/url", "links/0/url")
                            .severity("severity")
                            .text("package.name", "location/dependency/package/name")
                            .text("package.version", "location/dependency/version")
                            .text("fairlead.finding.os.name", "location/operating_system")
                            .text("event.reason", "solution")
                            .text("file.path", "location/file")
                            .image("location/image")
                            .own("category", "category"),
                    "vulnerabilities/*")
            .kind(finding -> finding.text("category").equals("secret_detection") ? Kind.SECRET : Kind.VULNERABILITY)
            .needs("id", "identifiers/0/value", "cve")
            .secrets("raw_source_code_extract");

    /** For the service loader. */
    public GitlabContainerScanFormat() {
        super(new Scanner(
                "gitlab_scan",
                "gitlab.security_report",
                "gitlab.security_report",
                "GitLab",
                List.of("/scan/end_time", "/scan/start_time"),
                List.of("/scan/type", "/scan/start_time", "/scan/end_time", "/scan/scanner/id"),
                new Mapping()
                        .text("vulnerability.scanner.vendor", "/scan/scanner/vendor/name")
                        .own("scanner", "/scan/scanner/name")
                        .own("status", "/scan/status"),
                List.of(ALL)));
    }

    @Override
    protected boolean isReport(JsonNode top) {
        JsonNode scan = top.path("scan");
        return top.path("vulnerabilities").isArray() && scan.has("scanner") && scan.has("type") && top.has("version")
                || top.path("vulnerabilities").isArray() && top.has("remediations") && top.has("version");
    }
}
