// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.address.IpLiteral;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.Templates;
import io.fairlead.enrich.format.Calls;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.RecordFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The audit log of a GitHub organisation or enterprise, as its API and its stream write it. Source: GitHub, audit log events
 * for an organisation.
 */
public final class GithubAuditFormat extends RecordFormat {
    private static final SortedMap<String, String> TEXTS = new TreeMap<>(Map.ofEntries(
            Map.entry("action", "event.action"),
            Map.entry("actor", "user.name"),
            Map.entry("actor_id", "user.id"),
            Map.entry("actor_location.country_code", "source.geo.country_iso_code"),
            Map.entry("request_method", "http.request.method"),
            Map.entry("actor_location.country_name", "github.actor_location.country_name"),
            Map.entry("actor_location.ip", "github.actor_location.ip"),
            Map.entry("repository_public", "github.repository_public"),
            Map.entry("user", "user.target.name"),
            Map.entry("user_agent", "user_agent.original"),
            Map.entry("org", "github.org"),
            Map.entry("org_id", "github.org_id"),
            Map.entry("repo", "github.repo"),
            Map.entry("repo_id", "github.repo_id"),
            Map.entry("repository", "github.repo"),
            Map.entry("public_repo", "github.repository_public"),
            Map.entry("business", "github.business"),
            Map.entry("visibility", "github.visibility"),
            Map.entry("previous_visibility", "github.previous_visibility"),
            Map.entry("permission", "github.permission"),
            Map.entry("operation_type", "github.operation_type"),
            Map.entry("hashed_token", "github.hashed_token"),
            Map.entry("token_id", "github.token_id"),
            Map.entry("token_scopes", "github.token_scopes"),
            Map.entry("programmatic_access_type", "github.programmatic_access_type"),
            Map.entry("transport_protocol_name", "github.transport_protocol_name"),
            Map.entry("external_identity_nameid", "github.external_identity_nameid"),
            Map.entry("workflow_id", "github.workflow_id")));

    /** Fields that keep their names, texts and lists of texts. */
    private static final List<String> SAME = List.of(
            "active",
            "actor_id",
            "actor_is_bot",
            "audit_log_stream_enabled",
            "audit_log_stream_id",
            "audit_log_stream_sink",
            "audit_log_stream_sink_details",
            "blocked_user",
            "branch",
            "business_id",
            "commit_id",
            "device",
            "events",
            "forked_repository",
            "head_branch",
            "head_commit.added",
            "head_commit.modified",
            "head_commit.removed",
            "hook_id",
            "integration",
            "login_method",
            "logout_reason",
            "message",
            "multi_repo",
            "name",
            "new_role",
            "old_role",
            "overridden_codes",
            "public_repo",
            "publicly_leaked",
            "pull_request_id",
            "pull_request_title",
            "pull_request_url",
            "reason",
            "reasons.code",
            "reasons.message",
            "repositories_added",
            "repositories_added_names",
            "repositories_removed",
            "repositories_removed_names",
            "repository",
            "repository_selection",
            "request_category",
            "route",
            "secret_type",
            "secret_type_display_name",
            "secrets_updated",
            "source_branch",
            "target_branch",
            "topic",
            "user_agent",
            "user_id",
            "version");

    /** For the service loader. */
    public GithubAuditFormat() {
        super("github.audit", "github", Templates.shape("fairlead-github", "github.record"));
    }

    @Override
    protected boolean isRecord(ObjectNode record) {
        boolean stamped = record.path("@timestamp").isIntegralNumber()
                || record.path("created_at").isIntegralNumber();
        boolean known =
                record.has("_document_id") || record.has("actor") || record.has("org") || record.has("business");
        return stamped && known && record.path("action").asText().indexOf('.') > 0;
    }

    @Override
    protected List<ObjectNode> records(ObjectNode root) {
        return List.of(root);
    }

    @Override
    protected String stamp(ObjectNode record) {
        JsonNode stamp =
                record.path("@timestamp").isIntegralNumber() ? record.get("@timestamp") : record.get("created_at");
        try {
            return Instant.ofEpochMilli(stamp.asLong()).toString();
        } catch (DateTimeException outOfRange) {
            return stamp.asText();
        }
    }

    @Override
    protected String id(ObjectNode record) {
        return new Fields(record).text("_document_id");
    }

    @Override
    protected void write(Fields record, EcsDocument document) {
        record.copy(TEXTS, document);
        for (String name : SAME) {
            List<String> values = record.texts(name);
            if (values.size() == 1) {
                document.text("github." + name, values.getFirst());
            } else {
                document.texts("github." + name, values);
            }
        }
        for (String name : List.of("number", "status_code", "transport_protocol")) {
            record.number(name, "github." + name, document);
        }
        String address = record.text("actor_ip", "actor_location.ip");
        String told = record.text("actor_ip");
        document.text("github.actor_ip", IpLiteral.isLiteral(told) ? told : "");
        String action = record.text("action");
        String family = action.substring(0, action.indexOf('.'));
        String user = record.text("actor");
        boolean people = List.of("org", "team", "business", "enterprise", "user", "role", "personal_access_token")
                .contains(family);
        String team = record.text("team", "data.team");
        String person = record.text("user");
        String group = switch (family) {
            case "team" -> team;
            case "org" -> record.text("org");
            default -> "";
        };
        document.text("github.category", family)
                .text("github.team", team)
                .text("group.name", group)
                .text("user.target.group.name", person.isEmpty() ? "" : group)
                .text("client.geo.country_iso_code", record.text("actor_location.country_code"))
                .texts("event.category", List.of(category(action, family, people)))
                .texts("event.type", types(record, action, people))
                .text("event.outcome", failed(record, action) ? "failure" : "success")
                .text("message", action + (user.isEmpty() ? "" : " by " + user));
        record.source(address, document);
        record.number("status_code", "http.response.status_code", document);
        Fields.people(document, user, person);
    }

    private static boolean isLogin(String action) {
        return action.endsWith("login") || action.endsWith(".logout") || action.endsWith(".sso_response");
    }

    private static String category(String action, String family, boolean people) {
        if (isLogin(action)) {
            return "authentication";
        }
        return switch (family) {
            case "git" -> "file";
            case "api" -> "api";
            default -> people ? "iam" : "configuration";
        };
    }

    private static List<String> types(Fields record, String action, boolean people) {
        if (action.startsWith("git.")
                || action.equals("api.request") && record.text("request_method").equals("GET")) {
            return List.of("access");
        }
        if (isLogin(action)) {
            return List.of(action.endsWith(".logout") ? "end" : "start");
        }
        String type = Calls.type(action);
        boolean team = action.startsWith("team.");
        if (!people) {
            return List.of(type);
        }
        return team && record.text("user").isEmpty()
                ? List.of("group", type)
                : team ? List.of("group", "user", type) : List.of("user", type);
    }

    /** A push to a protected branch that was refused, a request that was answered with an error. */
    private static boolean failed(Fields record, String action) {
        String code = record.text("status_code");
        return action.contains("rejected") || action.contains("failed") || code.length() == 3 && code.charAt(0) >= '4';
    }
}
