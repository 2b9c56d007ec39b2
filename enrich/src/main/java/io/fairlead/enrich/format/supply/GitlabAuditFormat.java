// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.supply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.RecordFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * GitLab's audit events: as it streams them, as its API lists them, and as {@code audit_json.log} has them. Source: GitLab,
 * audit event schema; GitLab, log system ({@code audit_json.log}).
 */
public final class GitlabAuditFormat extends RecordFormat {
    private static final String OWN = "gitlab.audit.";
    private static final SortedMap<String, String> TEXTS = new TreeMap<>(Map.ofEntries(
            Map.entry("author_id", "user.id"),
            Map.entry("author_name", "user.name"),
            Map.entry("details.author_email", "user.email"),
            Map.entry("entity_id", OWN + "entity_id"),
            Map.entry("entity_type", OWN + "entity_type"),
            Map.entry("entity_path", OWN + "entity_path"),
            Map.entry("target_id", OWN + "target_id"),
            Map.entry("target_type", OWN + "target_type"),
            Map.entry("target_details", OWN + "target_details"),
            Map.entry("event_type", OWN + "event_type"),
            Map.entry("change", OWN + "change"),
            Map.entry("from", OWN + "from"),
            Map.entry("to", OWN + "to"),
            Map.entry("as", OWN + "as"),
            Map.entry("add", OWN + "add"),
            Map.entry("remove", OWN + "remove"),
            Map.entry("with", OWN + "with"),
            Map.entry("created_at", OWN + "created_at"),
            Map.entry("correlation_id", "trace.id")));
    /** What the streamed event holds under {@code details} and the log at its root. */
    private static final SortedMap<String, String> DETAILS = new TreeMap<>(Map.of(
            "details.change", OWN + "change",
            "details.from", OWN + "from",
            "details.to", OWN + "to",
            "details.as", OWN + "as",
            "details.add", OWN + "add",
            "details.remove", OWN + "remove",
            "details.with", OWN + "with",
            "details.target_type", OWN + "target_type",
            "details.target_details", OWN + "target_details",
            "details.entity_path", OWN + "entity_path"));

    private static final SortedMap<String, String> META = new TreeMap<>(Map.of(
            "meta.caller_id", OWN + "meta.caller_id",
            "meta.client_id", OWN + "meta.client_id",
            "meta.feature_category", OWN + "meta.feature_category",
            "meta.project", OWN + "meta.project",
            "meta.root_namespace", OWN + "meta.root_namespace",
            "meta.user", OWN + "meta.user",
            "meta.user_id", OWN + "meta.user_id"));

    /** For the service loader. */
    public GitlabAuditFormat() {
        super("gitlab.audit", "gitlab.audit");
    }

    @Override
    protected boolean isRecord(ObjectNode record) {
        return record.has("author_id")
                && record.path("entity_type").isTextual()
                && record.has("entity_id")
                && (record.path("created_at").isTextual() || record.path("time").isTextual());
    }

    @Override
    protected List<ObjectNode> records(ObjectNode root) {
        return List.of(root);
    }

    @Override
    protected String stamp(ObjectNode record) {
        return RubyTime.rfc3339(new Fields(record).text("created_at", "time"));
    }

    @Override
    protected String id(ObjectNode record) {
        return new Fields(record).text("id", "correlation_id");
    }

    @Override
    protected void write(Fields record, EcsDocument document) {
        record.copy(DETAILS, document);
        record.copy(TEXTS, document);
        // the log's keys hold dots, which are no paths
        META.forEach((from, to) -> document.text(to, record.root().path(from).asText()));
        String user = record.text("author_name", "details.author_name");
        String action = action(record);
        String target = record.text("target_details", "details.target_details");
        String message = record.text("details.custom_message", "custom_message");
        boolean person = record.text("target_type", "details.target_type").equals("User");
        boolean failedLogin =
                !record.text("details.failed_login", "failed_login").isEmpty();
        boolean login = failedLogin
                || !record.text("with", "details.with").isEmpty()
                || action.contains("login")
                || action.contains("authenticat");
        boolean failed = failedLogin || action.contains("failed");
        document.text("user.name", user)
                .text("event.action", action)
                .texts("event.category", List.of(category(action, person, login)))
                .texts("event.type", List.of(login ? "start" : type(action)))
                .text("event.outcome", failed ? "failure" : "success")
                .text("event.reason", message)
                .text("user.target.name", person ? target : "")
                .text(
                        "message",
                        action + (target.isEmpty() ? "" : " " + target) + (user.isEmpty() ? "" : " by " + user));
        String address = record.text("ip_address", "details.ip_address");
        record.source(address.isEmpty() ? record.root().path("meta.remote_ip").asText() : address, document);
        document.text("log.level", record.text("severity").toLowerCase(Locale.ROOT));
        Fields.people(document, user, record.root().path("meta.user").asText(), person ? target : "");
    }

    /** The type of the streamed event; of the log what changed. */
    private static String action(Fields record) {
        String type = record.text("event_type", "details.event_name", "event_name");
        if (!type.isEmpty()) {
            return type;
        }
        for (String verb : List.of("change", "add", "remove", "action")) {
            String what = record.text(verb, "details." + verb);
            if (!what.isEmpty()) {
                return verb.equals("action") ? what : verb + "_" + what.replace(' ', '_');
            }
        }
        return record.text("with", "details.with", "failed_login", "details.failed_login")
                        .isEmpty()
                ? "audit"
                : "login";
    }

    private static String category(String action, boolean person, boolean login) {
        if (login) {
            return "authentication";
        }
        boolean rights = List.of("member", "user_", "token", "role", "permission", "key").stream()
                .anyMatch(action::contains);
        return rights || person ? "iam" : "configuration";
    }

    private static String type(String action) {
        if (action.startsWith("add_") || ends(action, "created", "create", "added", "issued")) {
            return "creation";
        }
        if (action.startsWith("remove_") || ends(action, "destroyed", "deleted", "removed", "revoked", "destroy")) {
            return "deletion";
        }
        return ends(action, "downloaded", "git_operation", "viewed") ? "access" : "change";
    }

    private static boolean ends(String action, String... endings) {
        return List.of(endings).stream().anyMatch(action::endsWith);
    }
}
