// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Draft;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Resource logs of an AKS control plane as Azure Monitor sends them to an event hub or a storage account: one record, or
 * many under {@code records}; the audit event is {@code properties.log}, as text or as an object, or the columns of a row of
 * its own table. Source: Azure Monitor reference for AKS, resource logs; tables AKSAudit and AKSAuditAdmin.
 */
public final class AksFormat extends CloudEnvelope {
    private static final String CLUSTERS = "/providers/microsoft.containerservice/managedclusters/";

    /** For the service loader. */
    public AksFormat() {}

    @Override
    public String name() {
        return "kubernetes.audit.aks";
    }

    @Override
    boolean isEnvelope(ObjectNode root) {
        List<ObjectNode> records = objects(root.get("records"));
        ObjectNode first = records.isEmpty() ? root : records.get(0);
        return id(first).toLowerCase(Locale.ROOT).contains(CLUSTERS)
                && (first.path("properties").has("log") || AksTableRow.is(first));
    }

    @Override
    String cluster(ObjectNode root) {
        List<ObjectNode> records = objects(root.get("records"));
        String id = id(records.isEmpty() ? root : records.get(0)).toLowerCase(Locale.ROOT);
        String name = id.substring(id.indexOf(CLUSTERS) + CLUSTERS.length());
        int slash = name.indexOf('/');
        return slash < 0 ? name : name.substring(0, slash);
    }

    @Override
    String list() {
        return "records";
    }

    @Override
    List<Draft> drafts(ObjectNode root, Reading reading) {
        List<ObjectNode> records = objects(root.get("records"));
        List<Draft> drafts = new ArrayList<>();
        for (ObjectNode record : records.isEmpty() ? List.of(root) : records) {
            drafts.add(draft(record, reading));
        }
        return drafts;
    }

    private static Draft draft(ObjectNode record, Reading reading) {
        Consumer<EcsDocument> cloud = cloud(record);
        if (AksTableRow.is(record)) {
            ObjectNode event = AksTableRow.event(record, reading.context().reader());
            if (new AuditRecord(event).fault().isEmpty()) {
                return reading.drafts().of(event, event, reading.read(), reading.length(), cloud);
            }
        }
        if (record.path("properties").get("log") instanceof ObjectNode audit
                && new AuditRecord(audit).fault().isEmpty()) {
            return reading.drafts().of(audit, audit, reading.read(), reading.length(), cloud);
        }
        String text = text(record.get("properties"), "log");
        if (text.isEmpty()) {
            new AuditRedaction(reading.context()).unknown(record);
            text = record.toString();
        }
        return reading.held(text, text(record, "time"), cloud);
    }

    private static Consumer<EcsDocument> cloud(ObjectNode record) {
        String[] parts = id(record).split("/", -1);
        return document -> document.text("cloud.provider", "azure")
                .text("cloud.account.id", parts.length > 2 ? parts[2].toLowerCase(Locale.ROOT) : "")
                .text("orchestrator.cluster.id", id(record).toLowerCase(Locale.ROOT))
                .text("event.provider", text(record, "category", "Type"));
    }

    private static String id(ObjectNode record) {
        return text(record, "resourceId", "ResourceId", "_ResourceId");
    }
}
