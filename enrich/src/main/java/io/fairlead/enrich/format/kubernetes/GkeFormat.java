// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fairlead.enrich.format.Draft;
import io.fairlead.enrich.format.FormatContext;
import java.util.List;

/**
 * A log entry of Cloud Audit Logs about the API server of a GKE cluster; {@link GkeEntry} makes the audit event of it that
 * the server had written. Source: Google Cloud, LogEntry and AuditLog; GKE audit logging.
 */
public final class GkeFormat extends CloudEnvelope {
    /** For the service loader. */
    public GkeFormat() {}

    @Override
    public String name() {
        return "kubernetes.audit.gke";
    }

    /** Whether a log entry is of the API server of a cluster. */
    public static boolean isEntry(ObjectNode root) {
        return root.get("protoPayload") instanceof ObjectNode payload
                && text(payload, "serviceName").equals("k8s.io")
                && !text(payload, "methodName").isEmpty();
    }

    @Override
    boolean isEnvelope(ObjectNode root) {
        return isEntry(root);
    }

    @Override
    String cluster(ObjectNode root) {
        return text(root.path("resource").get("labels"), "cluster_name");
    }

    @Override
    List<Draft> drafts(ObjectNode root, Reading reading) {
        FormatContext context = reading.context();
        for (String name : new String[] {"resourceName", "methodName"}) {
            // its parts become names of their own, which would not show any more what they were parts of
            if (root.get("protoPayload") instanceof ObjectNode payload && payload.get(name) instanceof TextNode text) {
                payload.put(name, context.redactor().texts().redact(text.textValue(), context.redactions()));
            }
        }
        GkeEntry entry = new GkeEntry(root);
        return List.of(reading.drafts()
                .of(
                        entry.audit(),
                        root,
                        reading.read(),
                        reading.length(),
                        document -> document.text("cloud.provider", "gcp")
                                .text(
                                        "cloud.project.id",
                                        text(root.path("resource").get("labels"), "project_id"))
                                .text("cloud.region", text(root.path("resource").get("labels"), "location"))
                                .text("log.level", text(root, "severity"))));
    }
}
