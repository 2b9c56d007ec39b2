// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.scanner;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.report.Cvss;
import io.fairlead.enrich.format.report.Finding;
import io.fairlead.enrich.format.report.Findings;
import io.fairlead.enrich.format.report.Kind;
import io.fairlead.enrich.format.report.Mapping;
import java.util.Iterator;
import java.util.List;

/** What JFrog's command line writes of Xray's scans. Source: JFrog CLI for security, {@code formats/simplejsonapi.go}; Xray, scan graph. */
final class JfrogCli {
    /** Of {@code --format simple-json}. */
    static final Findings SIMPLE = Findings.of(
                    Kind.VULNERABILITY,
                    new Mapping()
                            .texts("vulnerability.id", "cves/*/id", "issueId")
                            .text("vulnerability.title", "summary")
                            .text("vulnerability.description", "summary")
                            .text("vulnerability.reference", "references/0")
                            .severity("severity")
                            .also((finding, document) -> score(finding, "cvssV3", "cvssV2", document))
                            .also((finding, document) -> document.text(
                                    "package.name", JfrogXrayFormat.ofSystem(finding.text("impactedPackageName"))))
                            .text("package.version", "impactedPackageVersion")
                            .text("package.type", "impactedPackageType")
                            .text("package.path", "components/0/location/file")
                            .fixedIn("fixedVersions")
                            .own("issue_id", "issueId")
                            .own("applicability", "applicable")
                            .own("artifact", "impactPaths/0/0/name"),
                    "vulnerabilities/*",
                    "securityViolations/*")
            .needs("issueId", "cves/0/id");

    /** Of {@code --format json}. */
    static final Findings SCANNED = Findings.of(
                    Kind.VULNERABILITY,
                    new Mapping()
                            .texts("vulnerability.id", "cves/*/cve", "issue_id")
                            .text("vulnerability.title", "summary")
                            .text("vulnerability.description", "summary")
                            .text("vulnerability.reference", "references/0")
                            .severity("severity")
                            .also((finding, document) -> score(finding, "cvss_v3_score", "cvss_v2_score", document))
                            .also(JfrogCli::component)
                            .own("issue_id", "issue_id")
                            .own("artifact", "../component_id"),
                    "*/vulnerabilities/*",
                    "*/violations/*")
            .needs("issue_id", "cves/0/cve");

    private JfrogCli() {}

    static boolean isReport(JsonNode top) {
        return top.has("securityViolations") && (top.has("licensesViolations") || top.has("licenseViolations"))
                || top.path("vulnerabilities").path(0).has("impactedPackageName")
                || isScan(top)
                || isScan(top.path(0));
    }

    static boolean isScan(JsonNode scan) {
        return scan.has("scan_id") && scan.has("component_id");
    }

    private static void score(Finding finding, String third, String second, EcsDocument document) {
        JsonNode cves = finding.value().path("cves");
        for (String name : List.of(third, second)) {
            for (JsonNode cve : cves) {
                String version = name.equals(second)
                        ? "2.0"
                        : Cvss.version(cve.path("cvss_v3_vector").asText());
                if (Cvss.write(cve.path(name), version, document)) {
                    return;
                }
            }
        }
    }

    /** The first component; its id says what it is, where it is fixed stands beside it. */
    private static void component(Finding finding, EcsDocument document) {
        Iterator<String> ids = finding.value().path("components").fieldNames();
        if (ids.hasNext()) {
            String id = ids.next();
            JfrogXrayFormat.component(id, document);
            Mapping.fixed(finding.texts("components/*/fixed_versions"), document);
            int scheme = id.indexOf("://");
            document.text("package.type", scheme > 0 ? id.substring(0, scheme) : "");
        }
    }
}
