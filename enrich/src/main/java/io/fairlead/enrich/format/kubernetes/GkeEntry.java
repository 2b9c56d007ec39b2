// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.PercentCoding;
import java.util.List;
import java.util.Map;

/** The audit event that a log entry of GKE was made of, as far as the entry still tells. */
final class GkeEntry {
    /** HTTP's codes for those of google.rpc.Code, by number. */
    private static final Map<Integer, Integer> CODES = Map.ofEntries(
            Map.entry(0, 200),
            Map.entry(1, 499),
            Map.entry(2, 500),
            Map.entry(3, 400),
            Map.entry(4, 504),
            Map.entry(5, 404),
            Map.entry(6, 409),
            Map.entry(7, 403),
            Map.entry(8, 429),
            Map.entry(9, 400),
            Map.entry(10, 409),
            Map.entry(11, 400),
            Map.entry(12, 501),
            Map.entry(13, 500),
            Map.entry(14, 503),
            Map.entry(15, 500),
            Map.entry(16, 401));

    private final ObjectNode entry;
    private final ObjectNode payload;

    GkeEntry(ObjectNode entry) {
        this.entry = entry;
        this.payload = (ObjectNode) entry.get("protoPayload");
    }

    /** The event; its bodies are those of the entry, not copies. */
    ObjectNode audit() {
        ObjectNode audit = JsonNodeFactory.instance.objectNode();
        boolean bodies = payload.has("request") || payload.has("response");
        String operation = CloudEnvelope.text(entry.get("operation"), "id");
        String id = operation.isEmpty() ? CloudEnvelope.text(entry, "insertId") : operation;
        String stamp = CloudEnvelope.text(entry, "timestamp", "receiveTimestamp");
        audit.put("kind", "Event")
                .put("apiVersion", "audit.k8s.io/v1")
                .put("level", bodies ? "RequestResponse" : "Metadata")
                .put("auditID", id)
                .put("stage", stage())
                .put("requestURI", uri())
                .put("verb", verb());
        audit.putObject("user")
                .put("username", CloudEnvelope.text(payload.get("authenticationInfo"), "principalEmail"));
        String address = CloudEnvelope.text(payload.get("requestMetadata"), "callerIp", "callerIP");
        if (!address.isEmpty()) {
            audit.putArray("sourceIPs").add(address);
        }
        audit.put("userAgent", CloudEnvelope.text(payload.get("requestMetadata"), "callerSuppliedUserAgent"));
        audit.set("objectRef", object());
        status(audit);
        copy("request", audit, "requestObject");
        copy("response", audit, "responseObject");
        audit.put("requestReceivedTimestamp", stamp).put("stageTimestamp", stamp);
        if (entry.get("labels") instanceof ObjectNode labels) {
            audit.set("annotations", labels);
        }
        return audit;
    }

    private void copy(String from, ObjectNode audit, String to) {
        if (payload.get(from) instanceof ObjectNode body) {
            audit.set(to, body);
        }
    }

    private String verb() {
        String method = CloudEnvelope.text(payload, "methodName");
        return method.substring(method.lastIndexOf('.') + 1);
    }

    /** A request that stays open is told twice: when it begins and when it ends. */
    private String stage() {
        JsonNode operation = entry.path("operation");
        boolean begins =
                operation.path("first").asBoolean() && !operation.path("last").asBoolean();
        return begins ? "ResponseStarted" : "ResponseComplete";
    }

    private String uri() {
        String name = CloudEnvelope.text(payload, "resourceName");
        int slash = name.indexOf('/');
        if (slash < 0 || isPath(name)) {
            return name.startsWith("/") ? name : "/" + name;
        }
        String path = name.startsWith("core/") ? "/api" + name.substring(slash) : "/apis/" + name;
        StringBuilder uri = new StringBuilder(path);
        char separator = '?';
        for (String word : AuditRecord.texts(payload.path("request").get("command"))) {
            uri.append(separator).append("command=").append(PercentCoding.encode(word));
            separator = '&';
        }
        return uri.toString();
    }

    /** What is no resource has the path that was asked for: {@code readyz}, {@code api/v1}, {@code apis/apps/v1}. */
    private static boolean isPath(String name) {
        return name.startsWith("/") || name.startsWith("api/") || name.startsWith("apis/");
    }

    /** {@code core/v1/namespaces/NS/pods/NAME/exec}, {@code rbac.authorization.k8s.io/v1/clusterroles/NAME}. */
    private ObjectNode object() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        String name = CloudEnvelope.text(payload, "resourceName");
        String[] parts = name.split("/", -1);
        if (parts.length < 3 || isPath(name)) {
            return object;
        }
        boolean namespaced = parts[2].equals("namespaces") && parts.length > 4;
        int resource = namespaced ? 4 : 2;
        object.put("resource", parts[resource]);
        if (namespaced || parts[2].equals("namespaces") && parts.length > 3) {
            object.put("namespace", parts[3]);
        }
        List<String> names = List.of("name", "subresource");
        for (int i = 0; i < names.size() && resource + 1 + i < parts.length; i++) {
            object.put(names.get(i), parts[resource + 1 + i]);
        }
        if (!parts[0].equals("core")) {
            object.put("apiGroup", parts[0]);
        }
        return object.put("apiVersion", parts[1]);
    }

    private void status(ObjectNode audit) {
        JsonNode status = payload.get("status");
        boolean refused = CloudEnvelope.objects(payload.get("authorizationInfo")).stream()
                .anyMatch(one ->
                        one.path("granted").isBoolean() && !one.path("granted").asBoolean());
        int told = status == null ? 0 : status.path("code").asInt(0);
        int code = refused ? 403 : told >= 100 ? told : CODES.getOrDefault(told, 500);
        ObjectNode response = audit.putObject("responseStatus").put("code", code);
        String message = CloudEnvelope.text(status, "message");
        if (!message.isEmpty()) {
            response.put("message", message);
        }
    }
}
