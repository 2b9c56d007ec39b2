// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.cloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.address.IpLiteral;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.Templates;
import io.fairlead.enrich.format.Calls;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.RecordFormat;
import io.fairlead.enrich.format.kubernetes.GkeFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
            Map.entry("resource.labels.instance_id", "cloud.instance.id"),
            Map.entry("resource.type", OWN + "resource_type"),
            Map.entry("insertId", OWN + "insert_id"),
            Map.entry("protoPayload.@type", OWN + "type"),
            Map.entry("protoPayload.resourceName", OWN + "resource_name"),
            Map.entry("protoPayload.authenticationInfo.principalEmail", OWN + "authentication_info.principal_email"),
            Map.entry(
                    "protoPayload.authenticationInfo.authoritySelector",
                    OWN + "authentication_info.authority_selector"),
            Map.entry(
                    "protoPayload.authenticationInfo.principalSubject", OWN + "authentication_info.principal_subject"),
            Map.entry(
                    "protoPayload.authenticationInfo.serviceAccountKeyName",
                    OWN + "authentication_info.service_account_key_name"),
            Map.entry("operation.first", OWN + "logentry_operation.first"),
            Map.entry("operation.last", OWN + "logentry_operation.last"),
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

    /** Values of lists, each the one list that Elasticsearch makes of them. */
    private static final SortedMap<String, String> LISTS = new TreeMap<>(Map.of(
            "protoPayload.authorizationInfo.permission", OWN + "authorization_info.permission",
            "protoPayload.authorizationInfo.granted", OWN + "authorization_info.granted",
            "protoPayload.authorizationInfo.resource", OWN + "authorization_info.resource",
            "protoPayload.authorizationInfo.resourceAttributes.service",
                    OWN + "authorization_info.resource_attributes.service",
            "protoPayload.authorizationInfo.resourceAttributes.name",
                    OWN + "authorization_info.resource_attributes.name",
            "protoPayload.authorizationInfo.resourceAttributes.type",
                    OWN + "authorization_info.resource_attributes.type",
            "protoPayload.resourceLocation.currentLocations", OWN + "resource_location.current_locations",
            "protoPayload.request.policy.bindings.role", OWN + "request.policy.bindings.role",
            "protoPayload.request.policy.bindings.members", OWN + "request.policy.bindings.members",
            "protoPayload.response.bindings.role", OWN + "response.bindings.role"));

    /** For the service loader. */
    public GcpAuditFormat() {
        super("gcp.audit", "gcp.audit", Templates.shape("fairlead-gcp-audit", "gcp.audit.record"));
    }

    @Override
    protected Set<String> bodies() {
        return BODIES.keySet();
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
        LISTS.forEach((from, to) -> document.texts(to, record.texts(from)));
        record.flattened(
                "protoPayload.authenticationInfo.serviceAccountDelegationInfo",
                OWN + "authentication_info.service_account_delegation_info",
                document);
        record.number("protoPayload.numResponseItems", OWN + "num_response_items", document);
        String call = record.text("protoPayload.methodName");
        String service = record.text("protoPayload.serviceName");
        String user = record.text("protoPayload.authenticationInfo.principalEmail");
        String subject = record.text("protoPayload.authenticationInfo.principalSubject");
        List<ObjectNode> checks = record.objects("protoPayload.authorizationInfo");
        boolean cluster = record.text("resource.type").equals("gke_cluster")
                || record.text("resource.type").equals("k8s_cluster");
        document.text("cloud.provider", "gcp")
                .text("event.provider", provider(record.text("logName")))
                .text("orchestrator.type", cluster ? "kubernetes" : "")
                .text("orchestrator.cluster.name", cluster ? record.text("resource.labels.cluster_name") : "")
                .text(OWN + "method_name", call)
                .text(OWN + "service_name", service)
                .texts(OWN + "response.bindings.members", record.texts("protoPayload.response.bindings.members"))
                .text("user.name", user)
                .text("user.id", subject)
                .text("user.email", user.indexOf('@') > 0 ? user : "")
                .text("client.user.email", user)
                .text("client.user.id", subject)
                .text("user_agent.original", record.text("protoPayload.requestMetadata.callerSuppliedUserAgent"))
                .text("event.outcome", failed(record, checks) ? "failure" : "success")
                .texts(
                        "event.category",
                        List.of(call.contains("IamPolicy") || service.startsWith("iam.") ? "iam" : "configuration"))
                .texts("event.type", List.of(Calls.type(call)))
                .text("message", call + " of " + service + (user.isEmpty() ? "" : " by " + user));
        String caller = record.text("protoPayload.requestMetadata.callerIp");
        // "private" and "gce-internal-ip" stand there for addresses that Google does not tell
        record.source(caller.indexOf('.') < 0 && caller.indexOf(':') < 0 ? "" : caller, document);
        document.text(OWN + "request_metadata.caller_ip", IpLiteral.isLiteral(caller) ? caller : "");
        Fields.people(document, user);
    }

    /** {@code projects/P/logs/cloudaudit.googleapis.com%2Factivity}: which of the audit logs. */
    private static String provider(String logName) {
        int slash = logName.indexOf("%2F");
        return slash < 0 ? "" : logName.substring(slash + 3);
    }

    private static boolean failed(Fields record, List<ObjectNode> checks) {
        String code = record.text("protoPayload.status.code");
        return !code.isEmpty() && !code.equals("0")
                || checks.stream()
                        .anyMatch(check -> new Fields(check).text("granted").equals("false"));
    }
}
