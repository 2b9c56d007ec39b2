// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.cloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Calls;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.RecordFormat;
import io.fairlead.enrich.format.kubernetes.GkeFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A log entry of Google's Cloud Audit Logs; those of a Kubernetes API server are {@link GkeFormat}'s. Source: Google Cloud,
 * LogEntry and AuditLog.
 */
public final class GcpAuditFormat extends RecordFormat {
    private static final String OWN = "gcp.audit.";
    private static final SortedMap<String, String> TEXTS = new TreeMap<>(Map.ofEntries(
            Map.entry("protoPayload.methodName", "event.action"),
            Map.entry("protoPayload.serviceName", "service.name"),
            Map.entry("severity", "log.level"),
            Map.entry("logName", "log.logger"),
            Map.entry("resource.labels.project_id", "cloud.project.id"),
            Map.entry("resource.labels.location", "cloud.region"),
            Map.entry("resource.labels.zone", "cloud.availability_zone"),
            Map.entry("resource.type", OWN + "resource_type"),
            Map.entry("insertId", OWN + "insert_id"),
            Map.entry("protoPayload.@type", OWN + "type"),
            Map.entry("protoPayload.resourceName", OWN + "resource_name"),
            Map.entry("protoPayload.authenticationInfo.principalEmail", OWN + "authentication_info.principal_email"),
            Map.entry(
                    "protoPayload.authenticationInfo.authoritySelector",
                    OWN + "authentication_info.authority_selector"),
            Map.entry("protoPayload.requestMetadata.callerIp", OWN + "request_metadata.raw.caller_ip"),
            Map.entry(
                    "protoPayload.requestMetadata.callerSuppliedUserAgent",
                    OWN + "request_metadata.caller_supplied_user_agent"),
            Map.entry("protoPayload.status.code", OWN + "status.code"),
            Map.entry("protoPayload.status.message", OWN + "status.message"),
            Map.entry("operation.id", OWN + "logentry_operation.id"),
            Map.entry("operation.producer", OWN + "logentry_operation.producer")));
    private static final SortedMap<String, String> BODIES = new TreeMap<>(Map.of(
            "protoPayload.request", OWN + "flattened.request",
            "protoPayload.response", OWN + "flattened.response",
            "protoPayload.metadata", OWN + "flattened.metadata",
            "protoPayload.serviceData", OWN + "flattened.service_data",
            "protoPayload.authorizationInfo", OWN + "flattened.authorization_info",
            "labels", OWN + "labels"));

    /** For the service loader. */
    public GcpAuditFormat() {
        super("gcp.audit", "gcp.audit");
    }

    @Override
    protected boolean isRecord(ObjectNode record) {
        return record.get("protoPayload") instanceof ObjectNode payload
                && payload.path("methodName").isTextual()
                && payload.path("serviceName").isTextual()
                && !GkeFormat.isEntry(record);
    }

    @Override
    protected List<ObjectNode> records(ObjectNode root) {
        return List.of(root);
    }

    @Override
    protected String stamp(ObjectNode record) {
        return new Fields(record).text("timestamp", "receiveTimestamp");
    }

    @Override
    protected String id(ObjectNode record) {
        return new Fields(record).text("insertId");
    }

    @Override
    protected void write(Fields record, EcsDocument document) {
        record.copy(TEXTS, document);
        BODIES.forEach((from, to) -> record.flattened(from, to, document));
        String call = record.text("protoPayload.methodName");
        String service = record.text("protoPayload.serviceName");
        String user = record.text("protoPayload.authenticationInfo.principalEmail");
        List<ObjectNode> checks = record.objects("protoPayload.authorizationInfo");
        document.text("cloud.provider", "gcp")
                .text(OWN + "method_name", call)
                .text(OWN + "service_name", service)
                .texts(
                        OWN + "authorization_info.permission",
                        checks.stream()
                                .map(check -> new Fields(check).text("permission"))
                                .filter(permission -> !permission.isEmpty())
                                .toList())
                .text("user.name", user)
                .text("user.email", user.indexOf('@') > 0 ? user : "")
                .text("user_agent.original", record.text("protoPayload.requestMetadata.callerSuppliedUserAgent"))
                .text("event.outcome", failed(record, checks) ? "failure" : "success")
                .texts(
                        "event.category",
                        List.of(call.contains("IamPolicy") || service.startsWith("iam.") ? "iam" : "configuration"))
                .texts("event.type", List.of(Calls.type(call)))
                .text("message", call + " of " + service + (user.isEmpty() ? "" : " by " + user));
        record.source(record.text("protoPayload.requestMetadata.callerIp"), document);
        Fields.people(document, user);
    }

    private static boolean failed(Fields record, List<ObjectNode> checks) {
        String code = record.text("protoPayload.status.code");
        return !code.isEmpty() && !code.equals("0")
                || checks.stream()
                        .anyMatch(check -> new Fields(check).text("granted").equals("false"));
    }
}
