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
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Static Analysis Results Interchange Format, as Docker Scout, Trivy, Grype, Snyk Code and many others write it. Source: OASIS,
 * SARIF 2.1.0, sections 3.13 (sarifLog), 3.27 (result) and 3.49 (reportingDescriptor).
 */
public final class SarifFormat extends JsonReport {
    private static final Pattern ADVISORY = Pattern.compile("(?:CVE|GHSA|RHSA|ALAS|ELSA|DSA|USN)-[0-9A-Za-z:-]+");
    private static final Pattern PACKAGE = Pattern.compile("Package\\s*: ([^\\n ]+)");
    private static final Pattern VERSION = Pattern.compile("Installed Version\\s*: ([^\\n ]+)");
    private static final Pattern FIXED = Pattern.compile("Fixed [Vv]ersion\\s*: ([^\\n]+)");

    private static final Findings RESULTS = Findings.of(
                    Kind.MISCONFIGURATION,
                    new Mapping()
                            .text("rule.id", "ruleId", "rule/id")
                            .text("event.reason", "message/text", "message/markdown")
                            .text(
                                    "file.path",
                                    "locations/0/physicalLocation/artifactLocation/uri",
                                    "locations/0/logicalLocations/0/fullyQualifiedName")
                            .number("log.origin.file.line", "locations/0/physicalLocation/region/startLine")
                            .severity("level")
                            .also(SarifFormat::described)
                            .own("tool", "../tool/driver/name")
                            .own("level", "level"),
                    "runs/*/results/*")
            .kind(SarifFormat::kind)
            .passed(finding -> Set.of("pass", "notApplicable").contains(finding.text("kind")));

    /** For the service loader. */
    public SarifFormat() {
        super(new Scanner(
                "sarif",
                "sarif.finding",
                "sarif",
                "",
                List.of("/runs/0/invocations/0/endTimeUtc", "/runs/0/invocations/0/startTimeUtc"),
                List.of(
                        "/runs/0/automationDetails/guid",
                        "/runs/0/automationDetails/id",
                        "/runs/0/tool/driver/name",
                        "/runs/0/invocations/0/endTimeUtc"),
                new Mapping()
                        .text("vulnerability.scanner.vendor", "../tool/driver/name", "/runs/0/tool/driver/name")
                        .image("../properties/imageName", "/runs/0/properties/imageName")
                        .digests("../properties/repoDigests", "../properties/imageID"),
                List.of(RESULTS)));
    }

    @Override
    protected boolean isReport(JsonNode top) {
        return top.path("runs").isArray()
                && (top.path("version").asText().startsWith("2.1")
                        || top.path("$schema").asText().contains("sarif"));
    }

    private static Optional<JsonNode> rule(Finding finding) {
        String index = finding.text("ruleIndex", "rule/index");
        if (!index.isEmpty() && index.length() < 4) {
            return finding.nodes("../tool/driver/rules/" + index).stream().findFirst();
        }
        String id = finding.text("ruleId", "rule/id");
        return finding.nodes("../tool/driver/rules").stream()
                .flatMap(JsonNode::valueStream)
                .filter(rule -> rule.path("id").asText().equals(id))
                .findFirst();
    }

    private static Kind kind(Finding finding) {
        if (ADVISORY.matcher(finding.text("ruleId", "rule/id")).lookingAt()) {
            return Kind.VULNERABILITY;
        }
        String tags = rule(finding)
                .map(rule -> rule.at("/properties/tags").toString())
                .orElse("");
        return tags.contains("\"secret\"")
                ? Kind.SECRET
                : tags.contains("\"vulnerability\"") ? Kind.VULNERABILITY : Kind.MISCONFIGURATION;
    }

    private static void described(Finding finding, EcsDocument document) {
        rule(finding).ifPresent(rule -> {
            document.text("rule.name", first(rule.at("/shortDescription/text"), rule.path("name")))
                    .text("rule.description", first(rule.at("/fullDescription/text"), rule.at("/help/text")))
                    .text("rule.reference", rule.path("helpUri").asText());
            Mapping.severityOfScore(rule.at("/properties/security-severity").asText(), document);
        });
        Matcher advisory = ADVISORY.matcher(finding.text("ruleId", "rule/id"));
        if (advisory.lookingAt()) {
            document.text("vulnerability.id", advisory.group());
            document.text("vulnerability.description", document.get("rule.description"));
            document.text("vulnerability.reference", document.get("rule.reference"));
            document.text("vulnerability.title", document.get("rule.name"));
        }
        String message = finding.text("message/text");
        group(PACKAGE, message)
                .ifPresent(name -> PackageUrl.of(name)
                        .ifPresentOrElse(
                                url -> document.text("package.name", url.name())
                                        .text("package.version", url.version())
                                        .text("package.type", url.type()),
                                () -> document.text("package.name", name)));
        group(VERSION, message).ifPresent(version -> document.text("package.version", version));
        group(FIXED, message).ifPresent(version -> Mapping.fixed(Set.copyOf(List.of(version.split(", *"))), document));
    }

    private static Optional<String> group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
    }

    private static String first(JsonNode one, JsonNode other) {
        return one.asText().isEmpty() ? other.asText() : one.asText();
    }
}
