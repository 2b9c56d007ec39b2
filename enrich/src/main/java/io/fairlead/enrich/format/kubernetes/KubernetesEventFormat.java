// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
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
 * An Event object of a cluster: alone, in a watch's {@code object}, in the {@code event} of eventrouter, or in a list's
 * {@code items}; core/v1 and events.k8s.io/v1. Source: Kubernetes API reference, Event v1.
 */
public final class KubernetesEventFormat extends RecordFormat {
    private static final String OWN = "kubernetes.event.";
    private static final SortedMap<String, String> TEXTS = new TreeMap<>(Map.ofEntries(
            Map.entry("reason", OWN + "reason"),
            Map.entry("type", OWN + "type"),
            Map.entry("count", OWN + "count"),
            Map.entry("action", OWN + "action"),
            Map.entry("firstTimestamp", OWN + "timestamp.first_occurrence"),
            Map.entry("lastTimestamp", OWN + "timestamp.last_occurrence"),
            Map.entry("source.component", OWN + "source.component"),
            Map.entry("source.host", OWN + "source.host"),
            Map.entry("reportingComponent", OWN + "reporting_component"),
            Map.entry("reportingController", OWN + "reporting_component"),
            Map.entry("related.kind", OWN + "related_object.kind"),
            Map.entry("related.name", OWN + "related_object.name"),
            Map.entry("related.namespace", OWN + "related_object.namespace"),
            Map.entry("metadata.name", OWN + "metadata.name"),
            Map.entry("metadata.namespace", OWN + "metadata.namespace"),
            Map.entry("metadata.uid", OWN + "metadata.uid"),
            Map.entry("metadata.resourceVersion", OWN + "metadata.resource_version")));

    /** For the service loader. */
    public KubernetesEventFormat() {
        super("kubernetes.event", "kubernetes.event");
    }

    @Override
    protected boolean isRecord(ObjectNode record) {
        boolean about = record.path("involvedObject").isObject()
                || record.path("regarding").isObject();
        return about
                && record.path("reason").isTextual()
                && record.path("metadata").isObject();
    }

    @Override
    protected List<? extends JsonNode> records(ObjectNode root) {
        if (root.path("items").isArray() && root.path("kind").asText().endsWith("List")) {
            return new Fields(root).items("items");
        }
        if (root.get("event") instanceof ObjectNode event && root.has("verb")) {
            return List.of(event);
        }
        return root.get("object") instanceof ObjectNode object && root.has("type") ? List.of(object) : List.of(root);
    }

    @Override
    protected String stamp(ObjectNode record) {
        return new Fields(record)
                .text(
                        "lastTimestamp",
                        "series.lastObservedTime",
                        "eventTime",
                        "deprecatedLastTimestamp",
                        "metadata.creationTimestamp");
    }

    @Override
    protected String id(ObjectNode record) {
        Fields fields = new Fields(record);
        return fields.text("metadata.uid") + fields.text("metadata.resourceVersion");
    }

    @Override
    protected void write(Fields record, EcsDocument document) {
        if (record.at("metadata") instanceof ObjectNode metadata) {
            metadata.remove("managedFields");
        }
        record.copy(TEXTS, document);
        String about = record.at("involvedObject").isObject() ? "involvedObject." : "regarding.";
        String kind = record.text(about + "kind");
        String name = record.text(about + "name");
        String namespace = record.text(about + "namespace");
        String message = record.text("message", "note");
        String reason = record.text("reason");
        boolean warning = record.text("type").equals("Warning");
        document.text("message", message)
                .text(OWN + "message", message)
                .text(OWN + "involved_object.kind", kind)
                .text(OWN + "involved_object.name", name)
                .text(OWN + "involved_object.uid", record.text(about + "uid"))
                .text(OWN + "involved_object.api_version", record.text(about + "apiVersion"))
                .text("event.action", reason)
                .text("event.reason", reason)
                .text("event.provider", record.text("source.component", "reportingComponent", "reportingController"))
                .texts("event.category", List.of("configuration"))
                .texts("event.type", List.of(warning ? "error" : "info"))
                .text("event.outcome", warning ? "failure" : "success")
                .text("log.level", record.text("type").toLowerCase(Locale.ROOT))
                .text("orchestrator.type", "kubernetes")
                .text("orchestrator.namespace", namespace)
                .text("orchestrator.resource.type", kind.toLowerCase(Locale.ROOT))
                .text("orchestrator.resource.name", name)
                .text("orchestrator.resource.id", record.text(about + "uid"))
                .text("kubernetes.namespace", namespace)
                .text("kubernetes.node.name", kind.equals("Node") ? name : record.text("source.host"));
        if (kind.equals("Pod")) {
            document.text("kubernetes.pod.name", name).text("kubernetes.pod.uid", record.text(about + "uid"));
        }
    }
}
