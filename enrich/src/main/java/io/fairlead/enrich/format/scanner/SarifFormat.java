// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.scanner;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.report.Cvss;
import io.fairlead.enrich.format.report.Finding;
import io.fairlead.enrich.format.report.Findings;
import io.fairlead.enrich.format.report.JsonReport;
import io.fairlead.enrich.format.report.Kind;
import io.fairlead.enrich.format.report.Mapping;
import io.fairlead.enrich.format.report.Scanner;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Static Analysis Results Interchange Format, as Docker Scout, Trivy, Grype, Snyk Code and many others write it. Source: OASIS,
 * SARIF 2.1.0, sections 3.13 (sarifLog), 3.27 (result) and 3.49 (reportingDescriptor).
 */
public final class SarifFormat extends JsonReport {
    private static final Pattern ADVISORY =
            Pattern.compile("CVE-\\d{4}-\\d{4,}|GHSA(?:-[0-9a-z]{4}){3}|(?:RH|AL|RL|EL)[SBE]A-\\d{4}[-:]\\d+"
                    + "|ALAS[0-9A-Z-]*-\\d{4}-\\d+|(?:DSA|DLA|USN)-\\d+-\\d+|(?:GO|PYSEC|RUSTSEC|OSV)-\\d{4}-\\d+"
                    + "|TEMP-\\d{7}-[0-9A-F]{6}|SNYK-[0-9A-Z]+-[0-9A-Z.-]+");
    private static final Pattern CVE = Pattern.compile("CVE-\\d{4}-\\d{4,}");
    private static final Pattern PACKAGE = Pattern.compile("Package\\s*: ([^\\n ]+)");
    private static final Pattern VERSION = Pattern.compile("Installed Version\\s*: ([^\\n ]+)");
    private static final Pattern FIXED = Pattern.compile("Fixed [Vv]ersion\\s*: ([^\\n]+)");
    private static final Pattern HELP_PACKAGE = Pattern.compile("(?m)^Package: (\\S+)$");
    private static final Pattern HELP_VERSION = Pattern.compile("(?m)^Version: (\\S+)$");
    private static final Pattern HELP_FIXED = Pattern.compile("(?m)^Fix Version: (\\S.*)$");
    private static final Pattern HELP_TYPE = Pattern.compile("(?m)^Type: (\\S+)$");
    /** {@code (CVE-2024-0001) curl@7.88.1-10}. */
    private static final Pattern COORDINATE =
            Pattern.compile("(?:\\(CVE-[0-9-]+(?:, ?CVE-[0-9-]+)*\\) )?([^\\s@]\\S*)@(\\S+)");

    private static final int LONGEST = 4096;
    /** Tools that look for credentials and do not tag their rules. */
    private static final Set<String> SEEKERS =
            Set.of("gitleaks", "trufflehog", "betterleaks", "detect-secrets", "ggshield", "kingfisher", "noseyparker");

    private static final Findings RESULTS = Findings.of(
                    Kind.MISCONFIGURATION,
                    new Mapping()
                            .line("locations/0/physicalLocation/region/startLine")
                            .also(SarifFormat::described)
                            .own("tool", "../tool/driver/name"),
                    "runs/*/results/*")
            .kind(SarifFormat::kind)
            .passed(finding -> Set.of("pass", "notApplicable").contains(finding.text("kind")))
            .suppressed(SarifFormat::isSuppressed)
            .secretsWhen(
                    SarifFormat::isSecret,
                    "locations/*/physicalLocation/region/snippet",
                    "locations/*/physicalLocation/contextRegion/snippet");

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
                        .digests("../properties/repoDigests", "../properties/imageID")
                        .also(SarifFormat::run),
                List.of(RESULTS)));
    }

    @Override
    protected boolean isReport(JsonNode top) {
        return top.path("runs").isArray()
                && (top.path("version").asText().startsWith("2.1")
                        || top.path("$schema").asText().contains("sarif"));
    }

    private static Kind kind(Finding finding) {
        String id = SarifRule.id(finding);
        if (ADVISORY.matcher(id).lookingAt()) {
            return Kind.VULNERABILITY;
        }
        String tags = SarifRule.of(finding).at("/properties/tags").toString();
        return isSecret(finding)
                ? Kind.SECRET
                : tags.contains("\"vulnerability\"") ? Kind.VULNERABILITY : Kind.MISCONFIGURATION;
    }

    private static boolean isSecret(Finding finding) {
        String tool = finding.text("../tool/driver/name").toLowerCase(Locale.ROOT);
        return SEEKERS.contains(tool)
                || SarifRule.of(finding).at("/properties/tags").toString().contains("\"secret\"");
    }

    /** What somebody has accepted, or what the source itself takes back, is told, and told apart. */
    private static boolean isSuppressed(Finding finding) {
        List<JsonNode> suppressions = finding.nodes("suppressions/*");
        return !suppressions.isEmpty()
                && suppressions.stream().allMatch(one -> {
                    String status = one.path("status").asText();
                    return status.isEmpty() || status.equals("accepted");
                });
    }

    /** A run that broke off and tells nothing does not say that there is nothing. */
    private static void run(Finding finding, EcsDocument document) {
        boolean failed =
                finding.texts("/runs/*/invocations/*/executionSuccessful").contains("false");
        if (failed && document.get("event.action").equals("nothing-found")) {
            document.text("event.outcome", "unknown");
        }
    }

    private static void described(Finding finding, EcsDocument document) {
        JsonNode rule = SarifRule.of(finding);
        String id = SarifRule.id(finding);
        String level = SarifRule.level(finding, rule);
        document.text("rule.id", id)
                .text("event.reason", SarifRule.message(finding, rule))
                .text("file.path", SarifRule.file(finding))
                .text("sarif.level", level)
                .text("sarif.severity", level)
                .text("rule.name", first(rule.at("/shortDescription/text"), rule.path("name")))
                .text("rule.description", first(rule.at("/fullDescription/text"), rule.at("/help/text")))
                .text("rule.reference", rule.path("helpUri").asText());
        boolean unsaid = finding.text("level").isEmpty() && isSecret(finding);
        Mapping.severity(unsaid ? "high" : level, document);
        Mapping.severityOfScore(rule.at("/properties/security-severity").asText(), document);
        if (kind(finding) == Kind.VULNERABILITY) {
            vulnerability(id, rule, document);
        }
        packages(finding.text("message/text"), rule, document);
    }

    private static void vulnerability(String id, JsonNode rule, EcsDocument document) {
        Set<String> ids = new LinkedHashSet<>();
        Matcher advisory = ADVISORY.matcher(id);
        String text = rule.at("/fullDescription/text").asText();
        CVE.matcher(text.length() > LONGEST ? "" : text)
                .results()
                .map(MatchResult::group)
                .forEach(ids::add);
        if (advisory.lookingAt()) {
            if (advisory.group().startsWith("CVE-")) {
                ids.clear();
            }
            ids.add(advisory.group());
        }
        if (ids.size() == 1) {
            document.text("vulnerability.id", ids.iterator().next());
        } else {
            document.texts("vulnerability.id", ids);
        }
        document.text("vulnerability.description", document.get("rule.description"))
                .text("vulnerability.reference", document.get("rule.reference"))
                .text("vulnerability.title", document.get("rule.name"));
        JsonNode score = rule.at("/properties/cvssv3_baseScore");
        Cvss.write(score.isMissingNode() ? rule.at("/properties/cvssV3") : score, "", document);
    }

    /** The package, in the words of Trivy, Docker Scout and Grype, or by Snyk's description or Grype's list. */
    private static void packages(String message, JsonNode rule, EcsDocument document) {
        String help = rule.at("/help/text").asText();
        group(PACKAGE, message)
                .or(() -> group(HELP_PACKAGE, help))
                .ifPresent(name -> PackageUrl.of(name)
                        .ifPresentOrElse(
                                url -> document.text("package.name", url.name())
                                        .text("package.version", url.version())
                                        .text("package.type", url.type()),
                                () -> document.text("package.name", name)));
        group(VERSION, message)
                .or(() -> group(HELP_VERSION, help))
                .ifPresent(version -> document.text("package.version", version));
        group(HELP_TYPE, help).ifPresent(type -> document.text("package.type", type));
        group(FIXED, message)
                .or(() -> group(HELP_FIXED, help))
                .ifPresent(version -> Mapping.fixed(Set.copyOf(List.of(version.split(", *"))), document));
        Matcher coordinate = COORDINATE.matcher(rule.at("/fullDescription/text").asText());
        if (document.get("package.name").isEmpty() && coordinate.matches()) {
            document.text("package.name", coordinate.group(1)).text("package.version", coordinate.group(2));
        }
    }

    private static Optional<String> group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
    }

    private static String first(JsonNode one, JsonNode other) {
        return one.asText().isEmpty() ? other.asText() : one.asText();
    }
}
