// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.scanner;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.report.Finding;
import io.fairlead.enrich.format.report.Findings;
import io.fairlead.enrich.format.report.JsonReport;
import io.fairlead.enrich.format.report.Kind;
import io.fairlead.enrich.format.report.Mapping;
import io.fairlead.enrich.format.report.Scanner;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * GitLab's report of container scanning, and of its other scanners in the same shape: images of clusters, dependencies, secrets,
 * code. Source: GitLab, Security report schemas, version 15.
 */
public final class GitlabContainerScanFormat extends JsonReport {
    private static final Findings ALL = Findings.of(
                    Kind.VULNERABILITY,
                    new Mapping()
                            .also(GitlabContainerScanFormat::described)
                            .text("vulnerability.reference", "identifiers/0/url", "links/0/url")
                            .severity("severity")
                            .text("package.name", "location/dependency/package/name")
                            .text("package.version", "location/dependency/version")
                            .text("fairlead.finding.os.name", "location/operating_system")
                            .text("event.reason", "solution")
                            .text("file.path", "location/file")
                            .line("location/start_line")
                            .text("container.name", "location/kubernetes_resource/container_name")
                            .text("kubernetes.container.name", "location/kubernetes_resource/container_name")
                            .also(GitlabContainerScanFormat::resource)
                            .image("location/image")
                            .own("category", "category", "/scan/type"),
                    "vulnerabilities/*")
            .kind(finding -> finding.text("category", "/scan/type").equals("secret_detection")
                    ? Kind.SECRET
                    : Kind.VULNERABILITY)
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
                        .own("status", "/scan/status")
                        .also(GitlabContainerScanFormat::status),
                List.of(ALL)));
    }

    /** What breaks off and finds nothing says nothing. */
    private static void status(Finding finding, EcsDocument document) {
        if (finding.text("/scan/status").equals("failure")
                && document.get("event.action").equals("nothing-found")) {
            document.text("event.outcome", "unknown");
        }
    }

    /** Names of the vulnerability; classes of weaknesses are none of them, and of a secret it is the rule that found it. */
    private static void described(Finding finding, EcsDocument document) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> weaknesses = new LinkedHashSet<>();
        for (JsonNode identifier : finding.value().path("identifiers")) {
            String value = identifier.path("value").asText();
            switch (identifier.path("type").asText().toLowerCase(Locale.ROOT)) {
                case "cwe" -> weaknesses.add(value.startsWith("CWE-") ? value : "CWE-" + value);
                case "owasp" -> {}
                default -> names.add(value);
            }
        }
        if (names.isEmpty()) {
            names.add(finding.text("cve", "id"));
        }
        names.remove("");
        boolean secret = document.get("fairlead.finding.kind").equals("secret");
        String of = secret ? "rule." : "vulnerability.";
        document.texts(of + "id", names)
                .text(of + (secret ? "name" : "title"), finding.text("name", "message"))
                .text(of + "description", finding.text("description"));
        if (!secret) {
            document.texts("vulnerability.cwe", weaknesses);
        }
    }

    private static void resource(Finding finding, EcsDocument document) {
        String kind = finding.text("location/kubernetes_resource/kind");
        if (!kind.isEmpty()) {
            String namespace = finding.text("location/kubernetes_resource/namespace");
            document.text("orchestrator.type", "kubernetes")
                    .text("orchestrator.resource.type", kind)
                    .text("orchestrator.resource.name", finding.text("location/kubernetes_resource/name"))
                    .text("orchestrator.namespace", namespace)
                    .text("kubernetes.namespace", namespace);
        }
    }

    @Override
    protected boolean isReport(JsonNode top) {
        JsonNode scan = top.path("scan");
        return top.path("vulnerabilities").isArray() && scan.has("scanner") && scan.has("type") && top.has("version")
                || top.path("vulnerabilities").isArray() && top.has("remediations") && top.has("version");
    }
}
