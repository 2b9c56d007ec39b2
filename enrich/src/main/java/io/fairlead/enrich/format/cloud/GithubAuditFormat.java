// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
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
            Map.entry("user", "user.target.name"),
            Map.entry("user_agent", "user_agent.original"),
            Map.entry("org", "github.org"),
            Map.entry("org_id", "github.org_id"),
            Map.entry("repo", "github.repo"),
            Map.entry("repo_id", "github.repo_id"),
            Map.entry("repository", "github.repo"),
            Map.entry("public_repo", "github.repository_public"),
            Map.entry("business", "github.business"),
            Map.entry("team", "github.team"),
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

    /** For the service loader. */
    public GithubAuditFormat() {
        super("github.audit", "github");
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
        String action = record.text("action");
        String family = action.substring(0, action.indexOf('.'));
        String user = record.text("actor");
        boolean people = List.of("org", "team", "business", "enterprise", "user", "role", "personal_access_token")
                .contains(family);
        boolean git = family.equals("git");
        document.text("github.category", family)
                .texts("event.category", List.of(git ? "file" : people ? "iam" : "configuration"))
                .texts(
                        "event.type",
                        people ? List.of("user", Calls.type(action)) : List.of(git ? "access" : Calls.type(action)))
                .text("event.outcome", "success")
                .text("message", action + (user.isEmpty() ? "" : " by " + user));
        record.source(record.text("actor_ip"), document);
        Fields.people(document, user, record.text("user"));
    }
}
