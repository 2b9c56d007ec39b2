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

/** Weaknesses that kube-hunter finds in a cluster ({@code --report json}). Source: kube-hunter, README, Output. */
public final class KubeHunterFormat extends JsonReport {
    private static final Findings ALL = Findings.of(
                    Kind.MISCONFIGURATION,
                    new Mapping()
                            .text("rule.id", "vid")
                            .text("rule.name", "vulnerability")
                            .text("rule.description", "description")
                            .text("rule.category", "category")
                            .text("rule.reference", "avd_reference")
                            .text("event.reason", "evidence")
                            .severity("severity")
                            .own("hunter", "hunter")
                            .own("location", "location")
                            .text("orchestrator.resource.name", "location"),
                    "vulnerabilities/*")
            .needs("vid", "vulnerability");

    /** For the service loader. */
    public KubeHunterFormat() {
        super(new Scanner(
                "kube_hunter",
                "kube_hunter.finding",
                "kube_hunter",
                "Aqua Security",
                List.of(),
                List.of("/nodes/0/location"),
                new Mapping(),
                List.of(ALL)));
    }

    @Override
    protected boolean isReport(JsonNode top) {
        return top.path("nodes").isArray() && top.path("services").isArray() && top.has("vulnerabilities");
    }
}
