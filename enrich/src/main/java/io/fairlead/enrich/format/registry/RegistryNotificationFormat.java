// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.address.HostPort;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.RecordFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Notifications of a registry (CNCF Distribution, and GitLab's, which is made of it): an envelope with {@code events}, or one
 * of them. Source: Distribution, notifications.
 */
public final class RegistryNotificationFormat extends RecordFormat {
    private static final String OWN = "distribution.notification.";
    private static final SortedMap<String, String> TEXTS = new TreeMap<>(Map.ofEntries(
            Map.entry("action", "event.action"),
            Map.entry("id", OWN + "id"),
            Map.entry("target.mediaType", OWN + "target.media_type"),
            Map.entry("target.repository", OWN + "target.repository"),
            Map.entry("target.fromRepository", OWN + "target.from_repository"),
            Map.entry("target.tag", OWN + "target.tag"),
            Map.entry("target.digest", OWN + "target.digest"),
            Map.entry("target.url", "url.full"),
            Map.entry("target.size", OWN + "target.size"),
            Map.entry("request.id", "http.request.id"),
            Map.entry("request.method", "http.request.method"),
            Map.entry("request.host", "url.domain"),
            Map.entry("request.useragent", "user_agent.original"),
            Map.entry("actor.name", "user.name"),
            Map.entry("actor.user_type", OWN + "actor.user_type"),
            Map.entry("source.addr", "observer.name"),
            Map.entry("source.instanceID", "service.node.name")));

    /** For the service loader. */
    public RegistryNotificationFormat() {
        super("distribution.notification", "distribution.notification");
    }

    @Override
    protected boolean isRecord(ObjectNode record) {
        return record.path("action").isTextual()
                && record.path("target").path("repository").isTextual()
                && (record.path("timestamp").isTextual() || record.has("request"));
    }

    @Override
    protected List<? extends JsonNode> records(ObjectNode root) {
        return root.path("events").isArray() ? new Fields(root).items("events") : List.of(root);
    }

    @Override
    protected String stamp(ObjectNode record) {
        return record.path("timestamp").asText();
    }

    @Override
    protected String id(ObjectNode record) {
        return record.path("id").asText();
    }

    @Override
    protected void write(Fields record, EcsDocument document) {
        record.copy(TEXTS, document);
        String action = record.text("action");
        String repository = record.text("target.repository");
        String tag = record.text("target.tag");
        String user = record.text("actor.name");
        String digest = record.text("target.digest");
        document.texts("event.category", List.of("package"))
                .texts("event.type", List.of(type(action)))
                .text("event.outcome", "success")
                .text("container.image.name", repository)
                .text("container.image.tag", tag)
                .texts("container.image.hash.all", digest.isEmpty() ? List.of() : List.of(digest))
                .text(
                        "message",
                        action + " " + repository + (tag.isEmpty() ? "" : ":" + tag)
                                + (user.isEmpty() ? "" : " by " + user));
        record.source(HostPort.host(record.text("request.addr")), document);
        Fields.people(document, user);
    }

    private static String type(String action) {
        return switch (action) {
            case "pull" -> "access";
            case "delete" -> "deletion";
            default -> "change";
        };
    }
}
