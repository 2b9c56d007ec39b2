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
import java.util.stream.Stream;

/**
 * Snyk: what {@code snyk test} and {@code snyk container test} write with {@code --json}, for one project or for several, and
 * answers of the REST API's issues. Sources: Snyk, CLI commands; Snyk, REST API, Issues.
 */
public final class SnykFormat extends JsonReport {
    private static final String IMAGE = "docker-image|";

    private static final Mapping COMMON = new Mapping()
            .also(SnykFormat::image)
            .text("fairlead.finding.os.name", "../docker/os/prettyName", "/docker/os/prettyName")
            .own("project", "../projectName", "/projectName")
            .own("organization", "../org", "/org")
            .own("target", "../displayTargetFile", "../targetFile", "/displayTargetFile");

    private static final Findings VULNERABILITIES = Findings.of(
                    Kind.VULNERABILITY,
                    new Mapping()
                            .texts("vulnerability.id", "identifiers/CVE", "id")
                            .text("vulnerability.title", "title")
                            .text("vulnerability.description", "description")
                            .text("vulnerability.reference", "references/0/url")
                            .text("vulnerability.published_date", "publicationTime")
                            .texts("vulnerability.cwe", "identifiers/CWE")
                            .severity("severityWithCritical", "severity")
                            .score(List.of("cvssScore"), List.of("CVSSv3"))
                            .text("package.name", "packageName", "name", "moduleName")
                            .text("package.version", "version")
                            .text("package.type", "packageManager", "type")
                            .text("package.license", "license")
                            .fixedIn("nearestFixedInVersion", "fixedIn")
                            .exploited(finding -> exploited(finding.text("exploit")))
                            .texts("snyk.issues.from", "from")
                            .own("exploit", "exploit"),
                    "vulnerabilities/*",
                    "applications/*/vulnerabilities/*",
                    "*/vulnerabilities/*",
                    "*/applications/*/vulnerabilities/*")
            .kind(finding -> finding.text("type").equals("license") ? Kind.LICENSE : Kind.VULNERABILITY)
            .needs("id");

    private static final Findings INFRASTRUCTURE = Findings.of(
                    Kind.MISCONFIGURATION,
                    new Mapping()
                            .text("rule.id", "id", "publicId")
                            .text("rule.name", "title")
                            .text("rule.reference", "documentation")
                            .text("event.reason", "issue", "msg")
                            .text("file.path", "../targetFile")
                            .severity("severity"),
                    "infrastructureAsCodeIssues/*",
                    "*/infrastructureAsCodeIssues/*")
            .needs("id", "publicId");

    private static final Findings ISSUES = Findings.of(
                    Kind.VULNERABILITY,
                    new Mapping()
                            .also(SnykFormat::problems)
                            .text("vulnerability.title", "attributes/title")
                            .text("vulnerability.description", "attributes/description")
                            .text("vulnerability.reference", "attributes/problems/*/url")
                            .texts("vulnerability.cwe", "attributes/classes/*/id")
                            .severity("attributes/effective_severity_level")
                            .score(
                                    List.of("attributes/severities/*/score"),
                                    List.of("attributes/severities/*/version", "attributes/severities/*/vector"))
                            .text("package.name", "attributes/coordinates/*/representations/*/dependency/package_name")
                            .text(
                                    "package.version",
                                    "attributes/coordinates/*/representations/*/dependency/package_version")
                            .text("file.path", "attributes/coordinates/*/representations/*/sourceLocation/file")
                            .flag(
                                    "fairlead.finding.fixable",
                                    finding -> Stream.of("is_fixable_snyk", "is_fixable_manually", "is_upgradeable")
                                            .anyMatch(name -> finding.texts("attributes/coordinates/*/" + name)
                                                    .contains("true")))
                            .exploited(finding ->
                                    finding.texts("attributes/exploit_details/maturity_levels/*/level").stream()
                                            .anyMatch(SnykFormat::exploited))
                            .own("status", "attributes/status")
                            .own("id", "id")
                            .own("attributes.created_at", "attributes/created_at")
                            .own("attributes.effective_severity_level", "attributes/effective_severity_level")
                            .own("attributes.ignored", "attributes/ignored")
                            .own("attributes.key", "attributes/key")
                            .number("snyk.issues.attributes.risk.score.value", "attributes/risk/score/value")
                            .own("attributes.status", "attributes/status")
                            .own("attributes.title", "attributes/title")
                            .own("attributes.type", "attributes/type")
                            .own("attributes.updated_at", "attributes/updated_at")
                            .own("relationships.organization.data.id", "relationships/organization/data/id")
                            .own("relationships.scan_item.data.id", "relationships/scan_item/data/id")
                            .own("relationships.scan_item.data.type", "relationships/scan_item/data/type")
                            .text("organization.id", "relationships/organization/data/id")
                            .own("type", "attributes/type")
                            .own("project", "relationships/scan_item/data/id")
                            .own("organization", "relationships/organization/data/id"),
                    "data/*")
            .kind(SnykFormat::kind)
            .needs("attributes/key", "id")
            .passed(finding -> finding.text("attributes/status").equals("resolved"))
            .suppressed(finding -> finding.text("attributes/ignored").equals("true"));

    /** For the service loader. */
    public SnykFormat() {
        super(new Scanner(
                "snyk",
                "snyk.issues",
                "snyk.issues",
                "Snyk",
                List.of("attributes/updated_at", "attributes/created_at"),
                List.of("/org", "/projectId", "/projectName", "/displayTargetFile", "/path", "/docker/image/id"),
                COMMON,
                List.of(VULNERABILITIES, INFRASTRUCTURE, ISSUES)));
    }

    @Override
    protected boolean isReport(JsonNode top) {
        JsonNode project = top.isArray() ? top.path(0) : top;
        boolean issues = top.path("jsonapi").has("version")
                && top.path("data").isArray()
                && (top.path("data").isEmpty()
                        || top.path("data").path(0).path("type").asText().equals("issue"));
        return issues
                || isIssue(project)
                || project.path("vulnerabilities").isArray() && project.has("ok") && project.has("dependencyCount")
                || project.has("infrastructureAsCodeIssues") && project.has("ok");
    }

    @Override
    protected boolean accepts(JsonNode top) {
        boolean wrapped = top.size() == 1 && top.path("data").isArray();
        return top.isArray() && top.isEmpty() || wrapped || isReport(top);
    }

    /** An issue of the API alone, as collectors write them, or a list of such without what is around them. */
    private static boolean isIssue(JsonNode issue) {
        return issue.path("type").asText().equals("issue")
                && issue.path("attributes").has("effective_severity_level");
    }

    @Override
    protected byte[] json(Source source) {
        JsonNode top = source.outline();
        if (isIssue(top)) {
            return Wrapped.list("data", source.bytes());
        }
        return isIssue(top.path(0)) ? Wrapped.value("data", source.bytes()) : source.bytes();
    }

    private static boolean exploited(String maturity) {
        return maturity.equals("Mature") || maturity.equals("High") || maturity.equals("Attacked");
    }

    private static Kind kind(Finding finding) {
        return switch (finding.text("attributes/type")) {
            case "license" -> Kind.LICENSE;
            case "config", "cloud", "code", "custom" -> Kind.MISCONFIGURATION;
            default -> Kind.VULNERABILITY;
        };
    }

    private static void problems(Finding finding, EcsDocument document) {
        List<String> ids = finding.texts("attributes/problems/*/id", "attributes/key").stream()
                .sorted((one, other) -> Boolean.compare(!one.startsWith("CVE-"), !other.startsWith("CVE-")))
                .toList();
        document.texts("vulnerability.id", ids).text("rule.id", finding.text("attributes/key"));
    }

    private static void image(Finding finding, EcsDocument document) {
        String project = finding.text("../projectName", "/projectName");
        String path = finding.text("../path", "/path");
        String from = finding.text("from/0");
        if (project.startsWith(IMAGE)) {
            boolean image = path.contains(project.substring(IMAGE.length()));
            ImageName.of(image ? path : project.substring(IMAGE.length())).write(document);
        } else if (from.startsWith(IMAGE)) {
            ImageName.of(from.substring(IMAGE.length()).replace('@', ':')).write(document);
        }
    }
}
