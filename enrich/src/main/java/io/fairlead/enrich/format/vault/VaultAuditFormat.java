// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.address.HostPort;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.FormatContext;
import io.fairlead.enrich.format.RecordFormat;
import io.fairlead.enrich.format.WholeNumber;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A record of HashiCorp Vault's audit devices. A request and its response share an id and are one happening, judged at the
 * response. Source: Vault, audit device schema.
 */
public final class VaultAuditFormat extends RecordFormat {
    private static final String OWN = "hashicorp_vault.audit.";
    private static final SortedMap<String, String> TEXTS = new TreeMap<>(Map.ofEntries(
            Map.entry("type", OWN + "type"),
            Map.entry("error", OWN + "error"),
            Map.entry("request.id", OWN + "request.id"),
            Map.entry("request.operation", OWN + "request.operation"),
            Map.entry("request.path", OWN + "request.path"),
            Map.entry("request.mount_type", OWN + "request.mount_type"),
            Map.entry("request.mount_point", OWN + "request.mount_point"),
            Map.entry("request.namespace.id", OWN + "request.namespace.id"),
            Map.entry("request.namespace.path", OWN + "request.namespace.path"),
            Map.entry("request.client_id", OWN + "request.client_id"),
            Map.entry("request.client_token", OWN + "request.client_token"),
            Map.entry("request.client_token_accessor", OWN + "request.client_token_accessor"),
            Map.entry("request.remote_address", OWN + "request.remote_address"),
            Map.entry("request.wrap_ttl", OWN + "request.wrap_ttl"),
            Map.entry("request.client_certificate_serial_number", OWN + "request.client_certificate_serial_number"),
            Map.entry("auth.accessor", OWN + "auth.accessor"),
            Map.entry("auth.display_name", OWN + "auth.display_name"),
            Map.entry("auth.entity_id", OWN + "auth.entity_id"),
            Map.entry("auth.token_type", OWN + "auth.token_type"),
            Map.entry("auth.token_ttl", OWN + "auth.token_ttl"),
            Map.entry("auth.token_issue_time", OWN + "auth.token_issue_time"),
            Map.entry("response.mount_type", OWN + "response.mount_type")));

    /** For the service loader. */
    public VaultAuditFormat() {
        super("hashicorp_vault.audit", "hashicorp_vault.audit");
    }

    @Override
    protected boolean ofItsPod() {
        return true;
    }

    @Override
    protected boolean isRecord(ObjectNode record) {
        JsonNode request = record.path("request");
        boolean known = request.path("id").isTextual()
                || request.path("path").isTextual() && record.path("auth").isObject();
        return switch (record.path("type").asText()) {
            case "request", "response" -> known && request.has("operation");
            case "kmip-request", "kmip-response" -> request.path("data").has("kmip_request");
            default -> false;
        };
    }

    @Override
    protected List<ObjectNode> records(ObjectNode root) {
        return List.of(root);
    }

    @Override
    protected String stamp(ObjectNode record) {
        return record.path("time").asText();
    }

    @Override
    protected String id(ObjectNode record) {
        return record.path("request").path("id").asText() + record.path("type").asText();
    }

    @Override
    protected String activity(ObjectNode record) {
        return record.path("request").path("id").asText();
    }

    @Override
    protected boolean decisive(ObjectNode record) {
        return record.path("type").asText().endsWith("response");
    }

    @Override
    protected void redact(ObjectNode record, FormatContext context) {
        VaultRedaction.redact(record, context);
    }

    @Override
    protected void write(Fields record, EcsDocument document) {
        record.copy(TEXTS, document);
        record.flattened("auth.metadata", OWN + "auth.metadata", document);
        record.flattened("request.headers", OWN + "request.headers", document);
        String operation = record.text("request.operation", "type");
        String path = record.text("request.path");
        String peer = record.text("request.remote_address");
        String address = HostPort.host(peer);
        String user = record.text("auth.display_name");
        document.texts(OWN + "auth.policies", texts(record, "auth.policies"))
                .texts(OWN + "auth.token_policies", texts(record, "auth.token_policies"))
                .text("event.action", operation)
                .text("event.outcome", outcome(record))
                .texts("event.category", List.of(category(path)))
                .texts("event.type", List.of(type(operation, category(path))))
                .text("event.reason", record.text("error"))
                .text("user.name", user)
                .text("user.id", record.text("auth.entity_id"))
                .text("user.email", record.text("auth.metadata.email"))
                .text(
                        "message",
                        operation + (path.isEmpty() ? "" : " " + path) + (user.isEmpty() ? "" : " by " + user));
        record.source(address, document);
        record.number("request.remote_port", "source.port", document);
        if (!peer.equals(address)) {
            WholeNumber.of(peer.substring(peer.lastIndexOf(':') + 1))
                    .ifPresent(port -> document.number("source.port", port));
        }
        Fields.people(document, user);
    }

    private static List<String> texts(Fields record, String path) {
        return record.at(path)
                .valueStream()
                .filter(item -> item.isTextual())
                .map(item -> item.textValue())
                .toList();
    }

    private static String outcome(Fields record) {
        if (!record.text("error").isEmpty()) {
            return "failure";
        }
        return record.text("type").endsWith("response") ? "success" : "unknown";
    }

    private static String category(String path) {
        if (path.startsWith("auth/") && path.contains("/login")) {
            return "authentication";
        }
        boolean people = path.startsWith("auth/")
                || path.startsWith("identity/")
                || path.startsWith("sys/polic")
                || path.startsWith("sys/auth");
        return people ? "iam" : path.startsWith("sys/") ? "configuration" : "api";
    }

    private static String type(String operation, String category) {
        return switch (operation) {
            case "create" -> "creation";
            case "update", "patch" -> "change";
            case "delete", "revoke" -> "deletion";
            default -> category.equals("iam") ? "info" : "access";
        };
    }
}
