// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.monitoring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.FieldNames;
import io.fairlead.enrich.ecs.Flattened;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.RecordFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A notification that holds several alerts: one event each. An alert that is told again is the same event, firing and resolved
 * share their activity.
 */
abstract class AlertFormat extends RecordFormat {
    private static final List<String> SHARED = List.of(
            "receiver",
            "externalURL",
            "groupKey",
            "groupLabels",
            "version",
            "orgId",
            "title",
            "state",
            "truncatedAlerts");

    /** Labels that Kubernetes' own monitoring gives its alerts. */
    private static final SortedMap<String, String> LABELS = new TreeMap<>(Map.of(
            "namespace", "kubernetes.namespace",
            "pod", "kubernetes.pod.name",
            "container", "kubernetes.container.name",
            "node", "kubernetes.node.name",
            "deployment", "kubernetes.deployment.name",
            "daemonset", "kubernetes.daemonset.name",
            "statefulset", "kubernetes.statefulset.name",
            "job_name", "kubernetes.job.name"));

    private final String own;

    AlertFormat(String name) {
        super(name, name);
        this.own = name + ".";
    }

    /** Whether a notification is this system's. */
    abstract boolean isNotification(ObjectNode root);

    @Override
    protected final boolean isRecord(ObjectNode record) {
        return record.path("labels").isObject()
                && record.path("status").isTextual()
                && record.path("startsAt").isTextual();
    }

    @Override
    protected final List<ObjectNode> records(ObjectNode root) {
        if (!root.path("alerts").isArray() || !isNotification(root)) {
            return List.of();
        }
        return new Fields(root)
                .objects("alerts").stream().map(alert -> record(root, alert)).toList();
    }

    private static ObjectNode record(ObjectNode root, ObjectNode alert) {
        ObjectNode record = alert.deepCopy();
        ObjectNode notification = record.putObject("notification");
        for (String name : SHARED) {
            if (root.has(name)) {
                notification.set(name, root.get(name));
            }
        }
        return record;
    }

    @Override
    protected final String stamp(ObjectNode record) {
        return record.path(isResolved(record) ? "endsAt" : "startsAt").asText();
    }

    @Override
    protected final String id(ObjectNode record) {
        return activity(record);
    }

    @Override
    protected final String activity(ObjectNode record) {
        String print = record.path("fingerprint").asText();
        return print.isEmpty() ? "" : print + " " + record.path("startsAt").asText();
    }

    private static boolean isResolved(ObjectNode record) {
        return record.path("status").asText().equals("resolved");
    }

    @Override
    protected final void write(Fields record, EcsDocument document) {
        boolean resolved = isResolved(record.root());
        String name = record.text("labels.alertname");
        String severity = record.text("labels.severity").toLowerCase(Locale.ROOT);
        String summary = record.text("annotations.summary", "annotations.description", "annotations.message");
        document.text("event.kind", "alert")
                .texts("event.category", List.of("host"))
                .texts("event.type", List.of(resolved ? "end" : "start"))
                .text("event.action", resolved ? "resolved" : "firing")
                .text("event.start", record.text("startsAt"))
                .text("event.end", resolved ? record.text("endsAt") : "")
                .text("event.url", record.text("generatorURL"))
                .text("event.reference", record.text("annotations.runbook_url"))
                .text("event.reason", record.text("annotations.description"))
                .text("log.level", severity)
                .text("rule.name", name)
                .text("rule.uuid", record.text("labels.__alert_rule_uid__", "labels.rule_uid"))
                .text("message", summary.isEmpty() ? name : summary)
                .text(own + "status", record.text("status"))
                .text(own + "fingerprint", record.text("fingerprint"))
                .text(own + "receiver", record.text("notification.receiver"))
                .text(own + "group_key", record.text("notification.groupKey"))
                .text(own + "external_url", record.text("notification.externalURL"))
                .text(own + "title", record.text("notification.title"))
                .text(own + "value", record.text("valueString"))
                .text(own + "dashboard_url", record.text("dashboardURL"))
                .text(own + "panel_url", record.text("panelURL"))
                .text(own + "silence_url", record.text("silenceURL"))
                .text("service.address", record.text("labels.instance"))
                .text("service.type", record.text("labels.job"));
        record.number("notification.truncatedAlerts", own + "truncated_alerts", document);
        record.number("notification.orgId", own + "org_id", document);
        LABELS.forEach((from, to) -> document.text(to, record.text("labels." + from)));
        String pod = record.text("labels.pod");
        String namespace = record.text("labels.namespace");
        if (!namespace.isEmpty()) {
            document.text("orchestrator.type", "kubernetes")
                    .text("orchestrator.namespace", namespace)
                    .text("orchestrator.resource.type", pod.isEmpty() ? "" : "pods")
                    .text("orchestrator.resource.name", pod);
        }
        document.node("labels", Flattened.of(FieldNames.repaired(record.at("labels"))));
    }
}
