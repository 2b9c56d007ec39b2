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

/** Manifests that KubeLinter finds fault with ({@code --format json}). Source: KubeLinter, Using KubeLinter, output. */
public final class KubeLinterFormat extends JsonReport {
    private static final Findings REPORTS = Findings.of(
                    Kind.MISCONFIGURATION,
                    new Mapping()
                            .text("rule.id", "Check")
                            .text("rule.name", "Check")
                            .text("rule.description", "Remediation")
                            .text("event.reason", "Diagnostic/Message")
                            .text("file.path", "Object/Metadata/FilePath")
                            .text("orchestrator.resource.name", "Object/K8sObject/Name")
                            .text("orchestrator.resource.type", "Object/K8sObject/GroupVersionKind/Kind")
                            .text("orchestrator.namespace", "Object/K8sObject/Namespace")
                            .text("kubernetes.namespace", "Object/K8sObject/Namespace")
                            .also((finding, document) -> document.text("orchestrator.type", "kubernetes")),
                    "Reports/*")
            .needs("Check");

    /** For the service loader. */
    public KubeLinterFormat() {
        super(new Scanner(
                "kube_linter",
                "kube_linter.finding",
                "kube_linter",
                "StackRox",
                List.of("/Summary/CheckEndTime"),
                List.of("/Summary/CheckEndTime"),
                new Mapping().own("status", "/Summary/ChecksStatus"),
                List.of(REPORTS)));
    }

    @Override
    protected boolean isReport(JsonNode top) {
        return top.has("Checks") && top.has("Reports") && top.path("Summary").has("ChecksStatus");
    }
}
