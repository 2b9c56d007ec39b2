// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.scanner;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Source;
import io.fairlead.enrich.format.report.Cvss;
import io.fairlead.enrich.format.report.Finding;
import io.fairlead.enrich.format.report.Findings;
import io.fairlead.enrich.format.report.ImageName;
import io.fairlead.enrich.format.report.JsonReport;
import io.fairlead.enrich.format.report.Kind;
import io.fairlead.enrich.format.report.Mapping;
import io.fairlead.enrich.format.report.Scanner;
import io.fairlead.enrich.format.report.Wrapped;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Trivy's JSON report on an image, a file system, a repository or a cluster ({@code --format json}); the list of results that
 * versions before 0.20 wrote, too. Source: Trivy, Reporting, JSON; {@code pkg/types/report.go}, {@code pkg/k8s/report}.
 */
public final class TrivyFormat extends JsonReport {
    private static final Pattern ARCHIVE = Pattern.compile("\\.(?:tar|tar\\.gz|tgz)$");
    private static final Mapping COMMON = new Mapping()
            .also(TrivyFormat::artifact)
            .digests(
                    "/Metadata/RepoDigests",
                    "/Metadata/ImageID",
                    "../../Metadata/RepoDigests",
                    "../../Metadata/ImageID",
                    "../../Metadata/*/RepoDigests")
            .text(
                    "fairlead.finding.os.name",
                    "/Metadata/OS/Family",
                    "../../Metadata/OS/Family",
                    "../../Metadata/*/OS/Family")
            .text(
                    "fairlead.finding.os.version",
                    "/Metadata/OS/Name",
                    "../../Metadata/OS/Name",
                    "../../Metadata/*/OS/Name")
            .flag(
                    "fairlead.finding.os.end_of_life",
                    finding -> finding.text("/Metadata/OS/EOSL", "../../Metadata/OS/EOSL", "../../Metadata/*/OS/EOSL")
                            .equals("true"))
            .text("rule.ruleset", "/Title")
            .text("rule.section", "../../ID")
            .also(TrivyFormat::resource)
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
                            .also(TrivyFormat::score)
                            .text("package.name", "PkgName")
                            .text("package.version", "InstalledVersion")
                            .text("package.path", "PkgPath")
                            .text("package.type", "../Type")
                            .fixedIn("FixedVersion")
                            .own("status", "Status"),
                    places("Vulnerabilities", "*/Vulnerabilities/*", "Results/*/Results/*/Vulnerabilities/*"))
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
                            .line("CauseMetadata/StartLine")
                            .own("status", "Status"),
                    places("Misconfigurations", "*/Misconfigurations/*", "Results/*/Results/*/Misconfigurations/*"))
            .needs("ID", "AVDID", "Title")
            .passed(finding -> finding.text("Status").equals("PASS"));

    private static final Findings SECRETS = Findings.of(
                    Kind.SECRET,
                    new Mapping()
                            .text("rule.id", "RuleID")
                            .text("rule.name", "Title")
                            .text("rule.category", "Category")
                            .severity("Severity")
                            .text("file.path", "../Target")
                            .line("StartLine"),
                    places("Secrets", "*/Secrets/*", "Results/*/Results/*/Secrets/*"))
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

    /** The controls of a standard, in the report that only counts what fails. */
    private static final Findings CONTROLS = Findings.of(
                    Kind.MISCONFIGURATION,
                    new Mapping()
                            .text("rule.id", "ID")
                            .text("rule.name", "Name")
                            .severity("Severity"),
                    "SummaryControls/*")
            .needs("ID")
            .passed(finding -> finding.text("TotalFail").equals("0"))
            .unchecked(finding -> finding.text("TotalFail").isEmpty());

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
                        "/ClusterName",
                        "/ID"),
                COMMON,
                List.of(VULNERABILITIES, MISCONFIGURATIONS, SECRETS, LICENSES, CONTROLS, PACKAGES)));
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
        return artifact || cluster || isStandard(top) || isResult(top);
    }

    /** A result alone is what a route that cuts arrays makes of the list of earlier versions. */
    @Override
    protected byte[] json(Source source) {
        return isResult(source.outline()) ? Wrapped.array(source.bytes()) : source.bytes();
    }

    /** The report on a standard ({@code --compliance}): its controls, with what was found for each or with a count. */
    private static boolean isStandard(JsonNode top) {
        JsonNode control = top.path("Results").path(0);
        return top.has("ID")
                && top.has("Title")
                && (top.path("SummaryControls").isArray()
                        || top.has("RelatedResources") && control.has("Severity") && control.has("Name"));
    }

    /** What versions before 0.20 write when there is nothing to look at is no report by itself. */
    @Override
    protected boolean accepts(JsonNode top) {
        return top.isNull() || top.isArray() && top.isEmpty() || isReport(top);
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
        String tag = finding.text("/Metadata/RepoTags/0", "../../Metadata/RepoTags/0", "../../Metadata/0/RepoTags/0");
        boolean archive = name.startsWith("sha256:") || ARCHIVE.matcher(name).find();
        if (type.equals("container_image") || type.isEmpty()) {
            ImageName.of(archive || name.isEmpty() ? tag : name).write(document);
        }
        document.text("trivy.artifact", name);
        String target = finding.text("../Target");
        int system = target.indexOf(" (");
        if (name.isEmpty() && system > 0 && finding.text("../Class").equals("os-pkgs")) {
            ImageName.of(target.substring(0, system)).write(document);
        }
    }

    /** The object of a cluster that was looked at: around its results, or their target where controls are. */
    private static void resource(Finding finding, EcsDocument document) {
        String kind = finding.text("../../Kind");
        String name = finding.text("../../Name");
        String target = finding.text("../Target");
        int slash = target.indexOf('/');
        if (kind.isEmpty() && finding.text("../Type").equals("kubernetes") && slash > 0 && isStandard(finding)) {
            kind = target.substring(0, slash);
            name = target.substring(slash + 1);
        }
        if (!kind.isEmpty()) {
            document.text("orchestrator.type", "kubernetes")
                    .text("orchestrator.resource.type", kind)
                    .text("orchestrator.resource.name", name)
                    .text("orchestrator.namespace", finding.text("../../Namespace"))
                    .text("kubernetes.namespace", finding.text("../../Namespace"));
        }
    }

    private static boolean isStandard(Finding finding) {
        return !finding.text("/Title").isEmpty();
    }

    /** The score by whoever the severity is of, else by those who score most, else by anyone. */
    private static void score(Finding finding, EcsDocument document) {
        JsonNode scores = finding.value().path("CVSS");
        List<JsonNode> order = new ArrayList<>();
        Stream.of(finding.text("SeveritySource"), "nvd", "redhat", "ghsa")
                .map(scores::path)
                .forEach(order::add);
        scores.forEach(order::add);
        for (String version : List.of("3", "40", "2")) {
            for (JsonNode one : order) {
                String told =
                        version.equals("3") ? Cvss.version(one.path("V3Vector").asText()) : version.charAt(0) + ".0";
                if (Cvss.write(one.path("V" + version + "Score"), told, document)) {
                    return;
                }
            }
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
