// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.posture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.RecordFormat;
import io.fairlead.enrich.format.UnixTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Violations that Gatekeeper finds: JSON lines of its audit and of its admission webhook, the messages that audit exports, and
 * constraints with the violations in their status. Source: Gatekeeper, audit, violations in audit logs, exporting violations.
 */
public final class GatekeeperFormat extends RecordFormat {
    private static final String OWN = "gatekeeper.";
    private static final String CONSTRAINTS = "constraints.gatekeeper.sh";
    private static final SortedMap<String, String> TEXTS = new TreeMap<>(Map.ofEntries(
            Map.entry("event_type", OWN + "event_type"),
            Map.entry("process", OWN + "process"),
            Map.entry("audit_id", OWN + "audit_id"),
            Map.entry("constraint_action", OWN + "constraint.action"),
            Map.entry("constraint_group", OWN + "constraint.group"),
            Map.entry("constraint_kind", OWN + "constraint.kind"),
            Map.entry("constraint_name", OWN + "constraint.name"),
            Map.entry("constraint_namespace", OWN + "constraint.namespace"),
            Map.entry("constraint_violations", OWN + "constraint.violations"),
            Map.entry("level", "log.level"),
            Map.entry("logger", "log.logger"),
            Map.entry("request_username", "user.name")));
    /** Names of exported messages and of a constraint's violations, and those of the log that mean the same. */
    private static final SortedMap<String, String> EXPORTED = new TreeMap<>(Map.ofEntries(
            Map.entry("id", "audit_id"),
            Map.entry("eventType", "event_type"),
            Map.entry("group", "constraint_group"),
            Map.entry("version", "constraint_api_version"),
            Map.entry("kind", "constraint_kind"),
            Map.entry("name", "constraint_name"),
            Map.entry("namespace", "constraint_namespace"),
            Map.entry("enforcementAction", "constraint_action"),
            Map.entry("message", "msg"),
            Map.entry("resourceGroup", "resource_group"),
            Map.entry("resourceAPIVersion", "resource_api_version"),
            Map.entry("resourceKind", "resource_kind"),
            Map.entry("resourceNamespace", "resource_namespace"),
            Map.entry("resourceName", "resource_name")));

    /** For the service loader. */
    public GatekeeperFormat() {
        super("gatekeeper.violation", "gatekeeper");
    }

    @Override
    protected boolean isRoot(ObjectNode root) {
        return isLine(root)
                || isExported(root)
                || isConstraint(root)
                || root.path("object") instanceof ObjectNode watched && isConstraint(watched)
                || root.path("items").path(0) instanceof ObjectNode first && isConstraint(first);
    }

    private static boolean isLine(ObjectNode root) {
        String process = root.path("process").asText();
        return (process.equals("audit") || process.equals("admission"))
                && (root.path("event_type").isTextual()
                        || root.path("constraint_kind").isTextual())
                && root.path("msg").isTextual();
    }

    private static boolean isExported(ObjectNode root) {
        return root.path("eventType").isTextual()
                && root.path("group").asText().equals(CONSTRAINTS)
                && root.path("kind").isTextual();
    }

    private static boolean isConstraint(ObjectNode root) {
        return root.path("apiVersion").asText().startsWith(CONSTRAINTS + "/")
                && root.path("kind").isTextual()
                && !root.path("items").isArray();
    }

    @Override
    protected List<JsonNode> records(ObjectNode root) {
        if (isExported(root)) {
            return List.of(renamed(root));
        } else if (isConstraint(root)) {
            return constraint(root);
        } else if (root.path("object") instanceof ObjectNode watched && isConstraint(watched)) {
            return constraint(watched);
        } else if (isRoot(root) && root.path("items").isArray()) {
            List<JsonNode> records = new ArrayList<>();
            for (JsonNode item : new Fields(root).items("items")) {
                records.addAll(item instanceof ObjectNode one && isConstraint(one) ? constraint(one) : List.of(item));
            }
            return records;
        }
        return List.of(root);
    }

    private static ObjectNode renamed(ObjectNode message) {
        ObjectNode line =
                JsonNodeFactory.instance.objectNode().put("process", "audit").put("msg", "");
        message.properties()
                .forEach(entry -> line.set(EXPORTED.getOrDefault(entry.getKey(), entry.getKey()), entry.getValue()));
        return line;
    }

    /** A line for each violation in the status, or one that says how many there are when they are not listed. */
    private static List<JsonNode> constraint(ObjectNode constraint) {
        Fields fields = new Fields(constraint);
        ObjectNode head = JsonNodeFactory.instance
                .objectNode()
                .put("process", "audit")
                .put("event_type", "constraint_audited")
                .put("msg", "audit results for constraint")
                .put("constraint_group", CONSTRAINTS)
                .put("constraint_kind", Heads.cut(fields.text("kind")))
                .put("constraint_name", Heads.cut(fields.text("metadata.name")))
                .put("constraint_action", Heads.cut(fields.text("spec.enforcementAction")))
                .put("constraint_violations", Heads.cut(fields.text("status.totalViolations")))
                .put("audit_id", Heads.cut(fields.text("status.auditTimestamp")));
        List<JsonNode> lines = new ArrayList<>();
        for (JsonNode item : fields.items("status.violations")) {
            if (item instanceof ObjectNode violation) {
                Fields own = new Fields(violation);
                ObjectNode line = head.deepCopy();
                line.remove("constraint_violations");
                lines.add(line.put("event_type", "violation_audited")
                        .put("msg", own.text("message"))
                        .put("constraint_action", own.text("enforcementAction"))
                        .put("resource_group", own.text("group"))
                        .put("resource_api_version", own.text("version"))
                        .put("resource_kind", own.text("kind"))
                        .put("resource_namespace", own.text("namespace"))
                        .put("resource_name", own.text("name")));
            } else {
                lines.add(item);
            }
        }
        return lines.isEmpty() ? List.of(head) : lines;
    }

    @Override
    protected boolean isRecord(ObjectNode record) {
        return isLine(record);
    }

    @Override
    protected String stamp(ObjectNode record) {
        JsonNode stamp = record.path("ts").isMissingNode() ? record.path("audit_id") : record.path("ts");
        return UnixTime.seconds(stamp);
    }

    @Override
    protected String id(ObjectNode record) {
        return new Fields(record).text("audit_id");
    }

    @Override
    protected void write(Fields record, EcsDocument document) {
        String message = record.text("msg");
        String constraint = record.text("constraint_name");
        String type = record.text("event_type");
        boolean admission = record.text("process").equals("admission");
        boolean violation = admission || type.startsWith("violation");
        String action = record.text("constraint_action");
        if (violation) {
            String id = record.text("constraint_kind") + "/" + constraint;
            CheckFields.result("gatekeeper", Evaluation.FAILED, action, id, constraint, document);
        }
        boolean denied = admission && action.equals("deny");
        document.text("event.kind", admission || !violation ? "event" : "state")
                .text("event.action", type.isEmpty() ? "violation" : type)
                .texts("event.category", List.of(admission ? "api" : "configuration"))
                .texts("event.type", List.of(denied ? "denied" : "info"))
                .text("observer.product", "gatekeeper")
                .text("message", message)
                .text("event.reason", violation ? message : "");
        record.copy(TEXTS, document);
        record.flattened("details", OWN + "details", document);
        String group = record.text("resource_group");
        String version = record.text("resource_api_version");
        CheckFields.resource(
                record.text("resource_kind"),
                record.text("resource_name"),
                record.text("resource_namespace"),
                group.isEmpty() ? version : group + "/" + version,
                document);
        Fields.people(document, record.text("request_username"));
    }
}
