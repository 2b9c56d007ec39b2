// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.supply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.address.IpLiteral;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.RecordFormat;
import io.fairlead.enrich.format.Source;
import io.fairlead.enrich.json.JsonTree;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What Jenkins' Audit Trail plugin logs: the lines of its file and its console logger, and the JSON that it posts. Stamps of
 * lines have no zone and are taken as UTC, unless the record's attribute {@code timezone} names one. Source: Jenkins, Audit
 * Trail plugin.
 */
public final class JenkinsAuditFormat extends RecordFormat {
    private static final String OWN = "jenkins.audit.";
    private static final SortedMap<String, String> TEXTS = new TreeMap<>(Map.ofEntries(
            Map.entry("kind", OWN + "kind"),
            Map.entry("uri", "url.path"),
            Map.entry("job", OWN + "job"),
            Map.entry("build", OWN + "build"),
            Map.entry("cause", OWN + "cause"),
            Map.entry("node", OWN + "node"),
            Map.entry("result", OWN + "result"),
            Map.entry("credential_id", OWN + "credential.id"),
            Map.entry("credential_type", OWN + "credential.type"),
            Map.entry("by", OWN + "used_by"),
            Map.entry("origin", OWN + "origin")));

    /** For the service loader. */
    public JenkinsAuditFormat() {
        super("jenkins.audit", "jenkins.audit");
    }

    @Override
    protected boolean byDelivery() {
        return true;
    }

    @Override
    protected boolean isText(Source source) {
        byte[] bytes = source.bytes();
        return bytes.length > 0 && bytes[0] != '{' && bytes[0] != '[';
    }

    @Override
    protected JsonTree tree(Source source) {
        if (isText(source)) {
            return JenkinsLine.read(source.bytes(), source.attributes().getOrDefault("timezone", ""));
        }
        if (source.json() instanceof JsonTree.Read read && read.root() instanceof ObjectNode root) {
            return JenkinsLine.posted(root, read);
        }
        return source.json();
    }

    @Override
    protected List<ObjectNode> records(ObjectNode root) {
        return List.of(root);
    }

    @Override
    protected boolean isRecord(ObjectNode record) {
        return record.path("jenkins").isTextual() && record.path("kind").isTextual();
    }

    @Override
    protected String stamp(ObjectNode record) {
        return record.path("time").asText();
    }

    @Override
    protected String id(ObjectNode record) {
        return "";
    }

    @Override
    protected void write(Fields record, EcsDocument document) {
        record.copy(TEXTS, document);
        String kind = record.text("kind");
        String user = record.text("user");
        // without a login the plugin writes the address in the user's place
        boolean address = IpLiteral.isLiteral(user);
        String person = address ? "" : user;
        String result = record.text("result");
        document.text("message", record.text("jenkins"))
                .text("user.name", person)
                .text("event.action", kind)
                .texts("event.category", List.of(category(kind)))
                .texts("event.type", List.of(type(kind, record.text("uri"))))
                .text("event.outcome", outcome(kind, result))
                .text("service.type", "jenkins");
        record.source(address ? user : record.text("address"), document);
        Fields.people(document, person);
    }

    private static String category(String kind) {
        return switch (kind) {
            case "login", "login_failed", "logout" -> "authentication";
            case "credential_used" -> "iam";
            case "request" -> "configuration";
            default -> "process";
        };
    }

    private static String type(String kind, String uri) {
        return switch (kind) {
            case "login", "login_failed", "build_started", "script_executed" -> "start";
            case "logout", "build_finished" -> "end";
            case "credential_used" -> "access";
            default -> uri.contains("/doDelete") ? "deletion" : uri.contains("/create") ? "creation" : "change";
        };
    }

    private static String outcome(String kind, String result) {
        if (kind.equals("build_finished")) {
            return result.equals("SUCCESS") ? "success" : "failure";
        }
        return switch (kind) {
            case "login_failed" -> "failure";
            case "request", "build_started" -> "unknown";
            default -> "success";
        };
    }
}
