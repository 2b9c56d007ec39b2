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
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Popeye finds in a running cluster ({@code --out json}). Source: Popeye, README, The Report; {@code internal/report}. */
public final class PopeyeFormat extends JsonReport {
    private static final Pattern CODE = Pattern.compile("^\\[(POP-[0-9]+)] *(.*)", Pattern.DOTALL);
    private static final List<String> LEVELS = List.of("ok", "info", "warning", "error");

    private static final Findings ISSUES = Findings.of(
                    Kind.MISCONFIGURATION,
                    new Mapping()
                            .also(PopeyeFormat::issue)
                            .text("orchestrator.resource.type", "../../sanitizer", "../../linter")
                            .own("group", "group")
                            .own("gvr", "gvr"),
                    "popeye/sanitizers/*/issues/+/*",
                    "popeye/sections/*/issues/+/*")
            .needs("message")
            .passed(finding -> finding.text("level").equals("0"));

    /** For the service loader. */
    public PopeyeFormat() {
        super(new Scanner(
                "popeye",
                "popeye.finding",
                "popeye",
                "Popeye",
                List.of("/popeye/report_time", "/timestamp"),
                List.of("/popeye/report_time", "/timestamp", "/ClusterName", "/popeye/cluster_name"),
                new Mapping().own("cluster", "/ClusterName", "/popeye/cluster_name"),
                List.of(ISSUES)));
    }

    @Override
    protected boolean isReport(JsonNode top) {
        JsonNode popeye = top.path("popeye");
        return popeye.has("score") && (popeye.has("sanitizers") || popeye.has("sections") || popeye.has("grade"));
    }

    private static void issue(Finding finding, EcsDocument document) {
        Matcher code = CODE.matcher(finding.text("message"));
        if (code.find()) {
            document.text("rule.id", code.group(1)).text("rule.name", code.group(2));
        }
        document.text("event.reason", finding.text("message"));
        String name = finding.text("@1");
        int slash = name.indexOf('/');
        document.text("orchestrator.type", "kubernetes")
                .text("orchestrator.namespace", slash > 0 ? name.substring(0, slash) : "")
                .text("kubernetes.namespace", slash > 0 ? name.substring(0, slash) : "")
                .text("orchestrator.resource.name", name.substring(slash + 1));
        String level = finding.text("level");
        if (level.length() == 1 && level.charAt(0) >= '0' && level.charAt(0) < '4') {
            String word = LEVELS.get(level.charAt(0) - '0');
            document.text("popeye.severity", word);
            Mapping.severity(word, document);
        }
    }
}
