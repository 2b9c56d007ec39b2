// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.supply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.FormatContext;
import io.fairlead.enrich.format.RecordFormat;
import io.fairlead.enrich.redact.SecretKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What GitLab's webhooks tell of its builds: pushes, pipelines, jobs and deployments. Values of a pipeline's variables are
 * dropped, their names stay. Source: GitLab, webhook events.
 */
public final class GitlabCiFormat extends RecordFormat {
    private static final String OWN = "gitlab.ci.";
    private static final Set<String> KINDS = Set.of("pipeline", "build", "deployment", "push", "tag_push");
    private static final String PIPELINE = "object_attributes.";
    private static final SortedMap<String, String> TEXTS = new TreeMap<>(Map.ofEntries(
            Map.entry("object_kind", OWN + "kind"),
            Map.entry(PIPELINE + "id", OWN + "pipeline.id"),
            Map.entry(PIPELINE + "source", OWN + "pipeline.source"),
            Map.entry(PIPELINE + "url", "url.full"),
            Map.entry("pipeline_id", OWN + "pipeline.id"),
            Map.entry("pipeline.source", OWN + "pipeline.source"),
            Map.entry("build_id", OWN + "job.id"),
            Map.entry("build_name", OWN + "job.name"),
            Map.entry("build_stage", OWN + "job.stage"),
            Map.entry("build_failure_reason", "event.reason"),
            Map.entry("build_allow_failure", OWN + "job.allow_failure"),
            Map.entry("runner.id", OWN + "runner.id"),
            Map.entry("runner.description", OWN + "runner.description"),
            Map.entry("runner.runner_type", OWN + "runner.type"),
            Map.entry("runner.is_shared", OWN + "runner.shared"),
            Map.entry("deployment_id", OWN + "deployment.id"),
            Map.entry("environment_tier", OWN + "environment.tier"),
            Map.entry("environment_external_url", OWN + "environment.url"),
            Map.entry("deployable_url", "url.full"),
            Map.entry("project.id", OWN + "project.id"),
            Map.entry("project.path_with_namespace", OWN + "project.path"),
            Map.entry("project.default_branch", OWN + "project.default_branch"),
            Map.entry("project.web_url", OWN + "project.url"),
            Map.entry("merge_request.source_branch", OWN + "merge_request.source_branch"),
            Map.entry("merge_request.target_branch", OWN + "merge_request.target_branch"),
            Map.entry("merge_request.source_project_id", OWN + "merge_request.source_project_id"),
            Map.entry("user.email", "user.email")));

    /** For the service loader. */
    public GitlabCiFormat() {
        super("gitlab.ci", "gitlab.ci");
    }

    @Override
    protected boolean isRecord(ObjectNode record) {
        return KINDS.contains(record.path("object_kind").asText())
                && (record.path("project").isObject() || record.has("project_id"));
    }

    @Override
    protected List<ObjectNode> records(ObjectNode root) {
        return List.of(root);
    }

    @Override
    protected String stamp(ObjectNode record) {
        String stamp = new Fields(record)
                .text(
                        PIPELINE + "finished_at",
                        "build_finished_at_iso",
                        "build_finished_at",
                        "build_started_at",
                        "status_changed_at",
                        PIPELINE + "created_at",
                        "build_created_at");
        // Ruby's: 2026-11-22 14:58:00 UTC, 2026-11-22 14:58:00 +0200
        return RubyTime.rfc3339(stamp);
    }

    @Override
    protected String id(ObjectNode record) {
        return new Fields(record).text(PIPELINE + "id", "build_id", "deployment_id");
    }

    @Override
    protected void redact(ObjectNode record, FormatContext context) {
        for (ObjectNode variable : new Fields(record).objects(PIPELINE + "variables")) {
            if (variable.path("value") instanceof TextNode value
                    && !value.textValue().isEmpty()) {
                variable.put("value", context.redactions().replace(SecretKind.ENV, value.textValue()));
            }
        }
    }

    @Override
    protected void write(Fields record, EcsDocument document) {
        record.copy(TEXTS, document);
        String kind = record.text("object_kind");
        String status = record.text(PIPELINE + "status", "build_status", "status");
        String project = record.text("project.path_with_namespace", "project_name");
        String ref = record.text(PIPELINE + "ref", "ref");
        String sha = record.text(PIPELINE + "sha", "sha", "short_sha", "checkout_sha", "after");
        String user = record.text("user.username", "user.name", "user_username");
        boolean push = status.isEmpty();
        String environment = record.text("environment", "environment.name");
        String what = kind.equals("build") ? "job" : kind;
        document.text("event.action", push ? what : what + "_" + status)
                .texts("event.category", List.of(push || kind.equals("deployment") ? "configuration" : "process"))
                .texts("event.type", List.of(push ? "change" : type(status)))
                .text("event.outcome", push ? "success" : outcome(status))
                .text("user.name", user)
                .text("user.id", record.text("user.id", "user_id"))
                .text(OWN + "status", status)
                .text(OWN + "ref", ref)
                .text(OWN + "tag", record.text(PIPELINE + "tag", "tag"))
                .text(OWN + "sha", sha)
                .text(OWN + "environment.name", environment)
                .texts(OWN + "pipeline.variables", names(record))
                .texts(
                        OWN + "runner.tags",
                        record.items("runner.tags").stream()
                                .map(JsonNode::asText)
                                .toList())
                .text(
                        "message",
                        what + (push ? "" : " " + status) + " in " + project + " at " + ref
                                + (user.isEmpty() ? "" : " by " + user));
        Fields.people(document, user);
    }

    private static List<String> names(Fields record) {
        return record.objects(PIPELINE + "variables").stream()
                .map(variable -> new Fields(variable).text("key"))
                .filter(key -> !key.isEmpty())
                .toList();
    }

    private static String type(String status) {
        return switch (status) {
            case "created", "pending", "running", "waiting_for_resource", "preparing", "scheduled", "manual" -> "start";
            default -> "end";
        };
    }

    private static String outcome(String status) {
        return switch (status) {
            case "success" -> "success";
            case "failed", "canceled" -> "failure";
            default -> "unknown";
        };
    }
}
