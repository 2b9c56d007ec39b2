// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.scanner;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.report.Finding;
import io.fairlead.enrich.format.report.Findings;
import io.fairlead.enrich.format.report.ImageName;
import io.fairlead.enrich.format.report.JsonReport;
import io.fairlead.enrich.format.report.Kind;
import io.fairlead.enrich.format.report.Mapping;
import io.fairlead.enrich.format.report.Scanner;
import java.util.List;
import java.util.stream.Stream;

/**
 * Trivy's JSON report on an image, a file system, a repository or a cluster ({@code --format json}); the list of results that
 * versions before 0.20 wrote, too. Source: Trivy, Reporting, JSON; {@code pkg/types/report.go}, {@code pkg/k8s/report}.
 */
public final class TrivyFormat extends JsonReport {
    private static final Mapping COMMON = new Mapping()
            .also(TrivyFormat::artifact)
            .digests("/Metadata/RepoDigests", "/Metadata/ImageID", "../../Metadata/*/RepoDigests")
            .text("fairlead.finding.os.name", "/Metadata/OS/Family", "../../Metadata/*/OS/Family")
            .text("fairlead.finding.os.version", "/Metadata/OS/Name", "../../Metadata/*/OS/Name")
            .flag(
                    "fairlead.finding.os.end_of_life",
                    finding -> finding.text("/Metadata/OS/EOSL", "../../Metadata/*/OS/EOSL")
                            .equals("true"))
            .text("orchestrator.resource.type", "../../Kind")
            .text("orchestrator.resource.name", "../../Name")
            .text("orchestrator.namespace", "../../Namespace")
            .own("target", "../Target")
            .own("class", "../Class")
            .own("cluster", "/ClusterName");

    private static final Findings VULNERABILITIES = Findings.of(
                    Kind.VULNERABILITY,
                    new Mapping()
                            .text("vulnerability.id", "VulnerabilityID")
                            .text("vulnerability.title", "Title")
                            .text("vulnerability.description", "Description")
                            .text("vulnerability.reference", "PrimaryURL", "References/0")
                            .text("vulnerability.published_date", "PublishedDate")
                            .texts("vulnerability.cwe", "CweIDs")
                            .severity("Severity")
                            .score(
                                    List.of(
                                            "CVSS/nvd/V3Score",
                                            "CVSS/redhat/V3Score",
                                            "CVSS/ghsa/V3Score",
                                            "CVSS/*/V3Score",
                                            "CVSS/*/V40Score",
                                            "CVSS/*/V2Score"),
                                    List.of(
                                            "CVSS/nvd/V3Vector",
                                            "CVSS/redhat/V3Vector",
                                            "CVSS/ghsa/V3Vector",
                                            "CVSS/*/V3Vector",
                                            "CVSS/*/V40Vector"))
                            .text("package.name", "PkgName")
                            .text("package.version", "InstalledVersion")
                            .text("package.path", "PkgPath")
                            .text("package.type", "../Type")
                            .fixedIn("FixedVersion")
                            .own("status", "Status"),
                    places("Vulnerabilities", "*/Vulnerabilities/*"))
            .needs("VulnerabilityID");

    private static final Findings MISCONFIGURATIONS = Findings.of(
                    Kind.MISCONFIGURATION,
                    new Mapping()
                            .text("rule.id", "ID", "AVDID")
                            .text("rule.name", "Title")
                            .text("rule.description", "Description")
                            .text("rule.reference", "PrimaryURL", "References/0")
                            .text("rule.category", "Type")
                            .text("event.reason", "Message")
                            .severity("Severity")
                            .text("file.path", "../Target")
                            .own("status", "Status"),
                    places("Misconfigurations", "*/Misconfigurations/*"))
            .needs("ID", "AVDID", "Title")
            .passed(finding -> finding.text("Status").equals("PASS"));

    private static final Findings SECRETS = Findings.of(
                    Kind.SECRET,
                    new Mapping()
                            .text("rule.id", "RuleID")
                            .text("rule.name", "Title")
                            .text("rule.category", "Category")
                            .severity("Severity")
                            .text("file.path", "../Target"),
                    places("Secrets", "*/Secrets/*"))
            .needs("RuleID", "Title")
            .secrets("Match", "Code");

    private static final Findings LICENSES = Findings.of(
                    Kind.LICENSE,
                    new Mapping()
                            .text("package.name", "PkgName")
                            .text("package.license", "Name")
                            .text("rule.category", "Category")
                            .text("file.path", "FilePath")
                            .severity("Severity"),
                    places("Licenses"))
            .needs("Name");

    private static final Findings PACKAGES = Findings.of(
                    Kind.COMPONENT,
                    new Mapping()
                            .text("package.name", "Name")
                            .also(TrivyFormat::version)
                            .text("package.architecture", "Arch")
                            .text("package.type", "../Type")
                            .text("package.path", "FilePath")
                            .texts("package.license", "Licenses"),
                    places("Packages"))
            .needs("Name")
            .inventory();

    /** For the service loader. */
    public TrivyFormat() {
        super(new Scanner(
                "trivy",
                "trivy.finding",
                "trivy",
                "Aqua Security",
                List.of("/CreatedAt"),
                List.of(
                        "/ReportID",
                        "/CreatedAt",
                        "/ArtifactName",
                        "/ArtifactType",
                        "/Metadata/ImageID",
                        "/ClusterName"),
                COMMON,
                List.of(VULNERABILITIES, MISCONFIGURATIONS, SECRETS, LICENSES, PACKAGES)));
    }

    @Override
    protected boolean isReport(JsonNode top) {
        if (top.isArray()) {
            return isResult(top.path(0));
        }
        boolean artifact = top.has("ArtifactName") && (top.has("ArtifactType") || top.has("Results"));
        boolean cluster = top.path("ClusterName").isTextual()
                && (top.has("Resources")
                        || top.has("Findings")
                        || top.has("Vulnerabilities")
                        || top.has("Misconfigurations"));
        return artifact || cluster;
    }

    private static boolean isResult(JsonNode result) {
        return result.path("Target").isTextual()
                && (result.has("Vulnerabilities")
                        || result.has("Misconfigurations")
                        || result.has("Secrets")
                        || result.has("Class"));
    }

    private static String[] places(String list, String... more) {
        Stream<String> where = Stream.of("Results", "Resources/*/Results", "Findings/*/Results", list + "/*/Results")
                .map(results -> results + "/*/" + list + "/*");
        return Stream.concat(where, Stream.of(more)).toArray(String[]::new);
    }

    /** What was scanned: an image by its name, or in a cluster by the target of its packages. */
    private static void artifact(Finding finding, EcsDocument document) {
        String name = finding.text("/ArtifactName");
        String type = finding.text("/ArtifactType");
        if (type.equals("container_image") || type.isEmpty()) {
            ImageName.of(name).write(document);
        }
        document.text("trivy.artifact", name);
        String target = finding.text("../Target");
        int system = target.indexOf(" (");
        if (name.isEmpty() && system > 0 && finding.text("../Class").equals("os-pkgs")) {
            ImageName.of(target.substring(0, system)).write(document);
        }
    }

    private static void version(Finding finding, EcsDocument document) {
        String epoch = finding.text("Epoch");
        String release = finding.text("Release");
        String version = finding.text("Version");
        if (!version.isEmpty()) {
            String before = epoch.isEmpty() || epoch.equals("0") ? "" : epoch + ":";
            document.text("package.version", before + version + (release.isEmpty() ? "" : "-" + release));
        }
    }
}
