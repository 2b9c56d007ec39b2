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
import java.util.Locale;

/**
 * Anchore Engine and Enterprise: the vulnerabilities of an image and the result of a policy's evaluation, as the API, anchore-cli
 * and anchorectl write them. Sources: Anchore, API reference ({@code /images/{digest}/vuln}, {@code /images/{digest}/check});
 * anchorectl, {@code image vulnerabilities} and {@code image check --detail}.
 */
public final class AnchoreFormat extends JsonReport {
    /** What the policy does about a finding, in the words of Engine and of both versions of Enterprise's API. */
    private static final String[] ACTIONS = {"status", "action", "Gate_Action"};

    private static final Mapping COMMON = new Mapping()
            .image("/evaluatedTag", "/evaluated_tag", "../tag", "tag", "Repo_Tag")
            .digests("/imageDigest", "/image_digest", "../digest")
            .own("policy", "/policyId", "/policy_id", "../policyId")
            .own("final_action", "../finalAction", "../../final_action");

    /** What a vulnerability says, in the words of Engine and of Enterprise. */
    static final Mapping VULNERABILITY = new Mapping()
            .text("vulnerability.id", "vuln", "vulnerabilityId")
            .text("vulnerability.description", "description")
            .text("vulnerability.reference", "url", "link")
            .severity("severity")
            .score(
                    List.of(
                            "nvd_data/*/cvss_v3/base_score",
                            "nvdData/*/cvssV3/baseScore",
                            "nvd_data/*/cvss_v2/base_score",
                            "nvdData/*/cvssV2/baseScore"),
                    List.of())
            .text("package.name", "package_name", "packageName", "package")
            .text("package.version", "package_version", "packageVersion")
            .text("package.type", "package_type", "packageType")
            .text("package.path", "package_path", "packagePath")
            .fixedIn("fix")
            .own("feed", "feed_group", "feedGroup", "feed");

    private static final Findings VULNERABILITIES =
            Findings.of(Kind.VULNERABILITY, VULNERABILITY, "vulnerabilities/*").needs("vuln", "vulnerabilityId");

    private static final Findings VIOLATIONS = Findings.of(
                    Kind.MISCONFIGURATION,
                    new Mapping()
                            .text("rule.id", "triggerId", "trigger_id", "Trigger_Id")
                            .text("rule.name", "triggerName", "trigger", "Trigger")
                            .text("rule.category", "gate", "Gate")
                            .text("rule.ruleset", "policyId", "policy_id", "Policy_Id")
                            .text("event.reason", "description", "message", "Check_Output")
                            .also(AnchoreFormat::severity)
                            .own("status", ACTIONS),
                    "*/+/+/*/detail/result/result/+/result/rows/*",
                    "+/+/*/detail/result/result/+/result/rows/*",
                    "evaluations/*/details/*",
                    "evaluations/*/details/findings/*",
                    "*/detail/*",
                    "detail/*",
                    "*/*/detail/*")
            .needs("gate", "triggerId", "Gate")
            .suppressed(finding -> finding.text("allowlisted").equals("true"))
            .passed(finding -> finding.text(ACTIONS).equals("go"));

    /** For the service loader. */
    public AnchoreFormat() {
        super(new Scanner(
                "anchore",
                "anchore.finding",
                "anchore",
                "Anchore",
                List.of(
                        "/lastEvaluation",
                        "/evaluations/0/evaluationTime",
                        "/evaluations/0/evaluation_time",
                        "/0/lastEvaluation"),
                List.of(
                        "/imageDigest",
                        "/image_digest",
                        "/digest",
                        "/evaluatedTag",
                        "/evaluated_tag",
                        "/policyId",
                        "/policy_id",
                        "/vulnerability_type",
                        "/lastEvaluation",
                        "/evaluations/0/evaluationTime",
                        "/evaluations/0/evaluation_time"),
                COMMON,
                List.of(VULNERABILITIES, VIOLATIONS)));
    }

    @Override
    protected boolean isReport(JsonNode top) {
        JsonNode evaluation = top.isArray() ? top.path(0) : top;
        return isCheck(evaluation)
                || top.path("vulnerabilities").isArray()
                        && (top.has("imageDigest") || top.has("image_digest"))
                        && (top.has("vulnerability_type") || top.has("vulnerabilityType"))
                || (top.has("evaluatedTag") || top.has("evaluated_tag")) && top.has("evaluations")
                || evaluation.has("finalAction") && evaluation.has("detail")
                || evaluation.path(0).has("finalAction") && evaluation.path(0).has("detail");
    }

    /** What the API answers about a policy: by digest, by tag, a list of evaluations. */
    private static boolean isCheck(JsonNode check) {
        if (!check.isObject() || check.size() != 1 || !check.fieldNames().next().startsWith("sha256:")) {
            return false;
        }
        JsonNode tags = check.elements().next();
        return tags.isObject() && !tags.isEmpty() && tags.elements().next().isArray();
    }

    @Override
    protected boolean accepts(JsonNode top) {
        boolean nothing = top.isArray()
                && (top.isEmpty() || top.size() == 1 && top.path(0).isEmpty());
        return nothing || isReport(top);
    }

    /** A gate's own word stands before its sentence; else what the policy does about it tells. */
    private static void severity(Finding finding, EcsDocument document) {
        String description = finding.text("description", "message", "Check_Output");
        int space = description.indexOf(' ');
        String first = space > 0 ? description.substring(0, space) : "";
        boolean told = !first.isEmpty() && first.equals(first.toUpperCase(Locale.ROOT)) && first.length() > 2;
        String status = finding.text(ACTIONS);
        String word = told ? first : status.equals("stop") ? "HIGH" : status.equals("warn") ? "MEDIUM" : "INFO";
        Mapping.severity(word, document);
    }
}
