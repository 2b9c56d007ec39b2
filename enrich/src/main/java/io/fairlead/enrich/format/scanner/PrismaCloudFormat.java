// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.scanner;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Source;
import io.fairlead.enrich.format.report.CsvTable;
import io.fairlead.enrich.format.report.Finding;
import io.fairlead.enrich.format.report.Findings;
import io.fairlead.enrich.format.report.ImageName;
import io.fairlead.enrich.format.report.JsonReport;
import io.fairlead.enrich.format.report.Kind;
import io.fairlead.enrich.format.report.Mapping;
import io.fairlead.enrich.format.report.Scanner;
import io.fairlead.enrich.format.report.Wrapped;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Images as Prisma Cloud Compute, formerly Twistlock, scans them: twistcli's JSON, the console's API, and the table that the
 * console and twistcli write as CSV; and vulnerabilities of assets, a record each ({@link PrismaAssets}). Source: Prisma Cloud
 * Compute, Scan images with twistcli; API, Get image scan results, Download image scan results.
 */
public final class PrismaCloudFormat extends JsonReport {
    private static final double LATEST = 10_000_000_000.0;
    private static final Mapping COMMON = new Mapping()
            .image("../name", "/results/0/name")
            .also(PrismaCloudFormat::image)
            .digests("../id", "../_id", "../repoDigests", "/results/0/id")
            .text("host.hostname", "../hostname")
            .text("fairlead.finding.os.name", "../distro", "Distro", "/results/0/distro")
            .text("fairlead.finding.os.version", "../distroRelease", "../osDistroVersion");

    private static final Findings VULNERABILITIES = Findings.of(
                    Kind.VULNERABILITY,
                    new Mapping()
                            .text("vulnerability.id", "cve", "id")
                            .text("vulnerability.description", "description")
                            .text("vulnerability.reference", "link")
                            .text("vulnerability.published_date", "publishedDate")
                            .also(PrismaCloudFormat::published)
                            .severity("severity")
                            .score(List.of("cvss"), List.of("vector", "vecStr"))
                            .text("package.name", "packageName")
                            .text("package.version", "packageVersion")
                            .text("package.type", "packageType")
                            .text("package.path", "packagePath")
                            .fixedIn("fixedVersions")
                            .also(PrismaCloudFormat::fixed)
                            .exploited(PrismaCloudFormat::inTheWild)
                            .own("status", "status"),
                    "results/*/vulnerabilities/*")
            .needs("cve", "id");

    private static final Findings COMPLIANCES = Findings.of(
                    Kind.MISCONFIGURATION,
                    new Mapping()
                            .text("rule.id", "id")
                            .text("rule.name", "title")
                            .text("rule.description", "description")
                            .text("rule.category", "category", "type")
                            .text("event.reason", "cause")
                            .severity("severity"),
                    "results/*/compliances/*",
                    "results/*/complianceIssues/*")
            .needs("title", "id");

    private static final Findings ROWS = Findings.of(
                    Kind.VULNERABILITY,
                    new Mapping()
                            .also(PrismaCloudFormat::rowsImage)
                            .digests("Id")
                            .text("vulnerability.id", "CVE ID")
                            .text("vulnerability.description", "Description")
                            .severity("Severity")
                            .number("vulnerability.score.base", "CVSS")
                            .text("package.name", "Source Package", "Packages")
                            .text("package.name", "Packages")
                            .text("package.version", "Package Version")
                            .text("package.license", "Package License")
                            .text("package.type", "Type 2", "Type")
                            .text("host.hostname", "Hostname")
                            .text("event.reason", "Cause")
                            .also(PrismaCloudFormat::compliance)
                            .also(PrismaCloudFormat::fixed)
                            .exploited(PrismaCloudFormat::inTheWild)
                            .own("status", "Fix Status"),
                    "*")
            .kind(row -> row.text("CVE ID").isEmpty() ? Kind.MISCONFIGURATION : Kind.VULNERABILITY)
            .needs("CVE ID", "Compliance ID");

    /** For the service loader. */
    public PrismaCloudFormat() {
        super(new Scanner(
                "prisma_cloud",
                "prisma_cloud.vulnerability",
                "prisma_cloud.vulnerability",
                "Palo Alto Networks",
                List.of("../scanTime", "/results/0/scanTime"),
                List.of("/results/0/scanID", "/results/0/scanTime", "/results/0/id", "/results/0/name"),
                COMMON,
                List.of(VULNERABILITIES, COMPLIANCES, PrismaAssets.FINDINGS, ROWS)));
    }

    @Override
    protected boolean isReport(JsonNode top) {
        JsonNode first = top.path("results").path(0);
        return isImage(top)
                || isImage(top.path(0))
                || PrismaAssets.isAsset(top)
                || top.path("results").isArray()
                        && (first.has("vulnerabilityDistribution")
                                || first.has("complianceDistribution")
                                || top.has("consoleURL") && (first.has("distro") || first.isMissingNode()));
    }

    /** Whether this is what the console's API tells of an image or a host. */
    private static boolean isImage(JsonNode scan) {
        return scan.has("_id")
                && scan.has("scanTime")
                && (scan.has("vulnerabilityDistribution") || scan.has("vulnerabilitiesCount"));
    }

    @Override
    protected boolean accepts(JsonNode top) {
        return top.isArray() || top.has("assets") || top.path("results").isArray() || isReport(top);
    }

    @Override
    protected byte[] json(Source source) throws IOException {
        if (CsvTable.begins(source, "Registry,Repository,Tag,")) {
            return CsvTable.json(source);
        }
        JsonNode top = source.outline();
        if (PrismaAssets.isAsset(top)) {
            return Wrapped.list("assets", source.bytes());
        }
        if (isImage(top)) {
            return Wrapped.list("results", source.bytes());
        }
        return isImage(top.path(0)) ? Wrapped.value("results", source.bytes()) : source.bytes();
    }

    @Override
    public Fit fit(Source source) {
        return CsvTable.is(source, "Registry,Repository,Tag,") ? Fit.EXACT : super.fit(source);
    }

    /** {@code fixed in 1.2, 1.3}. */
    private static void fixed(Finding finding, EcsDocument document) {
        String status = finding.text("status", "Fix Status");
        if (status.startsWith("fixed in ")) {
            Mapping.fixed(Set.of(status.substring("fixed in ".length()).split(", ?")), document);
        }
    }

    /** The console tells the time as seconds since 1970. */
    private static void published(Finding finding, EcsDocument document) {
        OptionalDouble seconds = finding.number("published");
        if (seconds.isPresent() && seconds.getAsDouble() > 0 && seconds.getAsDouble() < LATEST) {
            document.text(
                    "vulnerability.published_date",
                    Instant.ofEpochSecond((long) seconds.getAsDouble()).toString());
        }
    }

    private static void image(Finding finding, EcsDocument document) {
        String repository = finding.text("../repoTag/repo");
        if (!repository.isEmpty()) {
            String registry = finding.text("../repoTag/registry");
            String name = registry.isEmpty() ? repository : registry + "/" + repository;
            new ImageName(name, finding.text("../repoTag/tag"), finding.text("../repoTag/digest")).write(document);
        }
    }

    private static boolean inTheWild(Finding finding) {
        JsonNode factors = finding.value().path("riskFactors");
        return finding.text("Risk Factors").contains("Exploit exists - in the wild")
                || factors.has("Exploit exists - in the wild")
                || factors.valueStream().anyMatch(factor -> factor.asText().equals("Exploit exists - in the wild"));
    }

    private static void rowsImage(Finding finding, EcsDocument document) {
        String registry = finding.text("Registry");
        String repository = finding.text("Repository");
        if (!repository.isEmpty()) {
            String name = registry.isEmpty() ? repository : registry + "/" + repository;
            new ImageName(name, finding.text("Tag"), "").write(document);
        }
    }

    private static void compliance(Finding finding, EcsDocument document) {
        if (finding.text("CVE ID").isEmpty()) {
            document.text("rule.id", finding.text("Compliance ID"));
        }
    }
}
