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
 * The resources in which Trivy Operator keeps its reports: alone, in a list, in a dictionary of lists, in a watch event, or as
 * its webhook sends them. Source: Trivy Operator, Custom Resource Definitions ({@code aquasecurity.github.io/v1alpha1}).
 */
public final class TrivyOperatorFormat extends JsonReport {
    private static final String GROUP = "aquasecurity.github.io/";
    private static final String LABEL = "../../metadata/labels/trivy-operator.";

    private static final Mapping COMMON = new Mapping()
            .also(TrivyOperatorFormat::image)
            .texts("container.image.hash.all", "../artifact/digest", "/report/artifact/digest")
            .text("fairlead.finding.os.name", "../os/family")
            .text("fairlead.finding.os.version", "../os/name")
            .flag(
                    "fairlead.finding.os.end_of_life",
                    finding -> finding.text("../os/eosl").equals("true"))
            .text(
                    "orchestrator.resource.type",
                    LABEL + "resource.kind",
                    "/metadata/labels/trivy-operator.resource.kind")
            .text(
                    "orchestrator.resource.name",
                    LABEL + "resource.name",
                    "/metadata/labels/trivy-operator.resource.name")
            .text(
                    "orchestrator.namespace",
                    LABEL + "resource.namespace",
                    "../../metadata/namespace",
                    "/metadata/namespace")
            .text("kubernetes.namespace", LABEL + "resource.namespace", "../../metadata/namespace")
            .text("kubernetes.container.name", LABEL + "container.name")
            .text("container.name", LABEL + "container.name")
            .own("report", "../../kind", "/kind")
            .also((finding, document) -> {
                if (!document.get("orchestrator.resource.name").isEmpty()) {
                    document.text("orchestrator.type", "kubernetes");
                }
            });

    private static final Findings VULNERABILITIES = Findings.of(
                    Kind.VULNERABILITY,
                    new Mapping()
                            .text("vulnerability.id", "vulnerabilityID")
                            .text("vulnerability.title", "title")
                            .text("vulnerability.description", "description")
                            .text("vulnerability.reference", "primaryLink", "links/0")
                            .text("vulnerability.published_date", "publishedDate")
                            .severity("severity")
                            .score(List.of("score", "cvss/*/V3Score"), List.of("cvss/*/V3Vector"))
                            .text("package.name", "resource")
                            .text("package.version", "installedVersion")
                            .text("package.type", "packageType")
                            .text("package.path", "packagePath")
                            .fixedIn("fixedVersion")
                            .own("target", "target")
                            .own("class", "class"),
                    places("report/vulnerabilities/*"))
            .needs("vulnerabilityID");

    private static final Findings CHECKS = Findings.of(
                    Kind.MISCONFIGURATION,
                    new Mapping()
                            .text("rule.id", "checkID", "id")
                            .text("rule.name", "title", "name")
                            .text("rule.description", "description")
                            .text("rule.category", "category")
                            .text("event.reason", "messages/0", "remediation")
                            .severity("severity"),
                    places(
                            "report/checks/*",
                            "status/summaryReport/controlCheck/*",
                            "status/detailReport/results/*/checks/*"))
            .needs("checkID", "title", "id", "description")
            .passed(finding -> finding.text("success").equals("true")
                    || finding.text("totalFail").equals("0"))
            .unchecked(finding -> finding.text("success", "totalFail").isEmpty());

    private static final Findings SECRETS = Findings.of(
                    Kind.SECRET,
                    new Mapping()
                            .text("rule.id", "ruleID")
                            .text("rule.name", "title")
                            .text("rule.category", "category")
                            .severity("severity")
                            .text("file.path", "target"),
                    places("report/secrets/*"))
            .needs("ruleID", "title")
            .secrets("match");

    private static final Findings COMPONENTS = Findings.of(
                    Kind.COMPONENT,
                    new Mapping()
                            .text("package.name", "name")
                            .text("package.version", "version")
                            .text("package.license", "licenses/0/license/name", "licenses/0/expression")
                            .text("package.type", "type"),
                    places("report/components/components/*"))
            .needs("name")
            .inventory();

    /** For the service loader. */
    public TrivyOperatorFormat() {
        super(new Scanner(
                "trivy_operator",
                "trivy_operator.finding",
                "trivy_operator",
                "Aqua Security",
                List.of(
                        "../updateTimestamp",
                        "../../updateTimestamp",
                        "../../../updateTimestamp",
                        "/report/updateTimestamp",
                        "/status/updateTimestamp",
                        "/operatorObject/report/updateTimestamp",
                        "/object/report/updateTimestamp"),
                List.of(
                        "/metadata/uid",
                        "/operatorObject/metadata/uid",
                        "/object/metadata/uid",
                        "/report/updateTimestamp"),
                COMMON,
                List.of(VULNERABILITIES, CHECKS, SECRETS, COMPONENTS)));
    }

    @Override
    protected boolean isReport(JsonNode top) {
        return isResource(top)
                || isResource(top.path("object"))
                || isResource(top.path("operatorObject"))
                || isResource(top.path("items").path(0))
                || isResource(top.path(0))
                || top.isObject()
                        && Stream.of("vulnerabilityreports", "configauditreports", "exposedsecretreports")
                                .anyMatch(plural -> top.path(plural + ".aquasecurity.github.io")
                                        .isArray());
    }

    private static boolean isResource(JsonNode resource) {
        return resource.path("apiVersion").asText().startsWith(GROUP)
                && resource.path("kind").asText().contains("Report");
    }

    private static String[] places(String... below) {
        return Stream.of(below)
                .flatMap(one -> Stream.of("", "items/*/", "object/", "operatorObject/", "+/*/", "*/")
                        .map(before -> before + one))
                .toArray(String[]::new);
    }

    private static void image(Finding finding, EcsDocument document) {
        String repository = finding.text("../artifact/repository", "/report/artifact/repository");
        if (!repository.isEmpty()) {
            String server = finding.text("../registry/server", "/report/registry/server");
            String tag = finding.text("../artifact/tag", "/report/artifact/tag");
            new ImageName(server.isEmpty() ? repository : server + "/" + repository, tag, "").write(document);
        }
    }
}
