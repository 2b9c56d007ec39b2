// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.RecordFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A webhook of Harbor, in its default payload or as CloudEvents; one event for each resource that it names. Source: Harbor,
 * configure webhook notifications; CloudEvents 1.0, JSON format.
 */
public final class HarborFormat extends RecordFormat {
    private static final String OWN = "harbor.event.";
    private static final String PREFIX = "harbor.";
    private static final SortedMap<String, String> TEXTS = new TreeMap<>(Map.ofEntries(
            Map.entry("repository.name", OWN + "repository.name"),
            Map.entry("repository.namespace", OWN + "project"),
            Map.entry("repository.repo_full_name", OWN + "repository.full_name"),
            Map.entry("repository.repo_type", OWN + "repository.type"),
            Map.entry("resource.tag", OWN + "resource.tag"),
            Map.entry("resource.digest", OWN + "resource.digest"),
            Map.entry("resource.resource_url", "url.full"),
            Map.entry("quota.Details", "event.reason"),
            Map.entry("custom_attributes.Details", "event.reason"),
            Map.entry("replication.job_status", OWN + "job_status"),
            Map.entry("replication.description", "event.reason")));

    /** What started a replication or a retention, which stands in the operator's place: nobody. */
    private static final Set<String> TRIGGERS =
            Set.of("MANUAL", "SCHEDULED", "SCHEDULE", "EVENT_BASED", "MANUAL_TRIGGER");

    /** The words of CloudEvents and of releases before 2.0 in those of the default payload. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("pushImage", "push_artifact"),
            Map.entry("pullImage", "pull_artifact"),
            Map.entry("deleteImage", "delete_artifact"),
            Map.entry("scanningCompleted", "scanning_completed"),
            Map.entry("scanningFailed", "scanning_failed"),
            Map.entry("uploadChart", "upload_chart"),
            Map.entry("downloadChart", "download_chart"),
            Map.entry("deleteChart", "delete_chart"),
            Map.entry("harbor.artifact.pushed", "push_artifact"),
            Map.entry("harbor.artifact.pulled", "pull_artifact"),
            Map.entry("harbor.artifact.deleted", "delete_artifact"),
            Map.entry("harbor.scan.completed", "scanning_completed"),
            Map.entry("harbor.scan.stopped", "scanning_stopped"),
            Map.entry("harbor.scan.failed", "scanning_failed"),
            Map.entry("harbor.quota.exceeded", "quota_exceed"),
            Map.entry("harbor.quota.warned", "quota_warning"),
            Map.entry("harbor.replication.status.changed", "replication"),
            Map.entry("harbor.tag_retention.finished", "tag_retention"));

    /** For the service loader. */
    public HarborFormat() {
        super("harbor.event", "harbor.event");
    }

    @Override
    protected boolean isRecord(ObjectNode record) {
        boolean ours = record.path("occur_at").isIntegralNumber()
                || record.path("specversion").isTextual()
                        && record.path("type").asText().startsWith(PREFIX);
        return record.path("type").isTextual() && ours;
    }

    @Override
    protected List<ObjectNode> records(ObjectNode root) {
        if (root.path("event_data").isObject() && root.path("type").isTextual() && root.has("occur_at")) {
            return records(root, new Fields(root), "event_data");
        }
        return root.path("specversion").isTextual() && root.path("data").isObject()
                ? records(root, new Fields(root), "data")
                : List.of(root);
    }

    /** One for each resource; one where none is named. */
    private static List<ObjectNode> records(ObjectNode root, Fields envelope, String body) {
        List<ObjectNode> resources = envelope.objects(body + ".resources");
        ObjectNode shared = JsonNodeFactory.instance.objectNode();
        root.properties().forEach(entry -> shared.set(entry.getKey(), entry.getValue()));
        shared.remove(body);
        envelope.at(body).properties().forEach(entry -> {
            if (!entry.getKey().equals("resources") && !shared.has(entry.getKey())) {
                shared.set(entry.getKey(), entry.getValue());
            }
        });
        if (resources.isEmpty()) {
            return List.of(shared);
        }
        return resources.stream()
                .map(resource -> {
                    ObjectNode record = shared.deepCopy();
                    record.set("resource", resource);
                    return record;
                })
                .toList();
    }

    @Override
    protected String stamp(ObjectNode record) {
        if (record.path("occur_at").isIntegralNumber()) {
            try {
                return Instant.ofEpochSecond(record.path("occur_at").asLong()).toString();
            } catch (DateTimeException outOfRange) {
                return record.path("occur_at").asText();
            }
        }
        return record.path("time").asText();
    }

    @Override
    protected String id(ObjectNode record) {
        return record.path("id").asText();
    }

    @Override
    protected void write(Fields record, EcsDocument document) {
        record.copy(TEXTS, document);
        String type = record.text("type");
        String action = NAMES.getOrDefault(type, type.toLowerCase(Locale.ROOT));
        String repository = record.text("repository.repo_full_name");
        String digest = record.text("resource.digest");
        String tag = record.text("resource.tag");
        String operator = record.text("operator");
        String user = TRIGGERS.contains(operator.toUpperCase(Locale.ROOT)) ? "" : operator;
        String status =
                record.text("replication.job_status", "retention.status").toLowerCase(Locale.ROOT);
        boolean failed = action.contains("fail")
                || action.contains("exceed")
                || action.contains("stopped")
                || status.contains("fail")
                || status.contains("error")
                || status.contains("stop");
        document.text("user.name", user)
                .text("event.action", action)
                .texts("event.category", List.of("package"))
                .texts("event.type", List.of(type(action)))
                .text("event.outcome", failed ? "failure" : "success")
                .text("container.image.name", repository)
                .text("container.image.tag", tag.startsWith("sha256:") ? "" : tag)
                .texts("container.image.hash.all", digest.isEmpty() ? List.of() : List.of(digest))
                .text(
                        "message",
                        action
                                + (repository.isEmpty() ? "" : " " + repository)
                                + (user.isEmpty() ? "" : " by " + user));
        record.flattened("resource.scan_overview", OWN + "scan_overview", document);
        Fields.people(document, user);
    }

    private static String type(String action) {
        if (action.contains("delete")) {
            return "deletion";
        } else if (action.contains("pull") || action.contains("download")) {
            return "access";
        }
        return action.contains("scan") || action.contains("quota") || action.contains("replication")
                ? "info"
                : "change";
    }
}
