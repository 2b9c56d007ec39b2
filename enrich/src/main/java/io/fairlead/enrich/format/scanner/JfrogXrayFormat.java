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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JFrog Xray's report of vulnerabilities, and what the command line writes of a scan ({@link JfrogCli}). Source: JFrog, Xray REST
 * API, Get Vulnerabilities Report Content.
 */
public final class JfrogXrayFormat extends JsonReport {
    private static final Pattern SYSTEM = Pattern.compile("[a-z]+:[a-z0-9.]+:([^:]+)(?::[0-9]+)?");

    private static final Findings ROWS = Findings.of(
                    Kind.VULNERABILITY,
                    new Mapping()
                            .texts("vulnerability.id", "cves/*/cve", "issue_id")
                            .text("vulnerability.title", "summary")
                            .text("vulnerability.description", "description", "summary")
                            .text("vulnerability.reference", "references/0")
                            .text("vulnerability.published_date", "published")
                            .severity("severity")
                            .score(
                                    List.of("cvss3_max_score", "cvss2_max_score"),
                                    List.of("cves/*/cvss_v3_vector", "cves/*/cvss_v2_vector"))
                            .also((finding, document) -> component(
                                    finding.text("vulnerable_component", "component_physical_path"), document))
                            .text("package.type", "package_type")
                            .text("package.path", "path", "component_physical_path")
                            .fixedIn("fixed_versions")
                            .also(JfrogXrayFormat::artifact)
                            .own("issue_id", "issue_id")
                            .own("applicability", "applicability_result"),
                    "rows/*")
            .needs("issue_id", "cves/0/cve");

    /** For the service loader. */
    public JfrogXrayFormat() {
        super(new Scanner(
                "jfrog_xray",
                "jfrog_xray.finding",
                "jfrog_xray",
                "JFrog",
                List.of(),
                List.of(),
                new Mapping(),
                List.of(ROWS, JfrogCli.SIMPLE, JfrogCli.SCANNED)));
    }

    @Override
    protected boolean isReport(JsonNode top) {
        JsonNode row = top.path("rows").path(0);
        return JfrogCli.isReport(top)
                || top.has("total_rows")
                        && top.path("rows").isArray()
                        && (top.path("rows").isEmpty() || row.has("issue_id") || row.has("cves"));
    }

    @Override
    protected byte[] json(Source source) {
        return JfrogCli.isScan(source.outline()) ? Wrapped.array(source.bytes()) : source.bytes();
    }

    @Override
    protected boolean accepts(JsonNode top) {
        return top.has("total_rows") && top.path("rows").isArray() || top.has("vulnerabilities") || isReport(top);
    }

    /** {@code rpm://7:java-11-openjdk-headless:0:11.0.6.10} or {@code npm://ip:2.0.0}. */
    static void component(String component, EcsDocument document) {
        String rest = component.substring(component.indexOf("://") < 0 ? 0 : component.indexOf("://") + 3);
        String type = component.substring(0, component.length() - rest.length());
        if (type.equals("rpm://")) {
            int first = rest.indexOf(':');
            boolean release = first > 0 && rest.substring(0, first).chars().allMatch(Character::isDigit);
            rest = release ? rest.substring(first + 1) : rest;
            int name = rest.indexOf(':');
            document.text("package.name", name > 0 ? rest.substring(0, name) : rest)
                    .text("package.version", name > 0 ? rest.substring(name + 1) : "");
            return;
        }
        int colon = rest.lastIndexOf(':');
        String named = colon > 0 ? rest.substring(0, colon) : rest;
        document.text("package.name", type.equals("deb://") || type.equals("alpine://") ? ofSystem(named) : named)
                .text("package.version", colon > 0 ? rest.substring(colon + 1) : "");
    }

    /** Of {@code debian:bookworm:wget} the package; an epoch may stand behind it. */
    static String ofSystem(String name) {
        Matcher matcher = SYSTEM.matcher(name);
        return matcher.matches() ? matcher.group(1) : name;
    }

    private static void artifact(Finding finding, EcsDocument document) {
        String artifact = finding.text("impacted_artifact");
        if (artifact.startsWith("docker://")) {
            ImageName.of(artifact).write(document);
        }
        document.text("jfrog_xray.artifact", artifact);
    }
}
