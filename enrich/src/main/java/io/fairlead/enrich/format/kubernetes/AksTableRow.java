// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fairlead.enrich.json.JsonReader;
import io.fairlead.enrich.json.JsonTree;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A row of the tables {@code AKSAudit} and {@code AKSAuditAdmin}, as a workspace exports them: an audit event whose parts are
 * columns. Source: Azure Monitor reference, tables AKSAudit and AKSAuditAdmin.
 */
final class AksTableRow {
    private static final SortedMap<String, String> COLUMNS = new TreeMap<>(Map.ofEntries(
            Map.entry("Annotations", "annotations"),
            Map.entry("AuditId", "auditID"),
            Map.entry("ImpersonatedUser", "impersonatedUser"),
            Map.entry("Level", "level"),
            Map.entry("ObjectRef", "objectRef"),
            Map.entry("RequestObject", "requestObject"),
            Map.entry("RequestReceivedTime", "requestReceivedTimestamp"),
            Map.entry("RequestUri", "requestURI"),
            Map.entry("ResponseObject", "responseObject"),
            Map.entry("ResponseStatus", "responseStatus"),
            Map.entry("SourceIps", "sourceIPs"),
            Map.entry("Stage", "stage"),
            Map.entry("StageReceivedTime", "stageTimestamp"),
            Map.entry("User", "user"),
            Map.entry("UserAgent", "userAgent"),
            Map.entry("Verb", "verb")));

    private AksTableRow() {}

    /** Whether a record is a row of these tables. */
    static boolean is(ObjectNode record) {
        return record.path("AuditId").isTextual()
                && record.path("Stage").isTextual()
                && record.path("RequestUri").isTextual()
                && record.path("Verb").isTextual();
    }

    /** The audit event that the row tells. */
    static ObjectNode event(ObjectNode record, JsonReader reader) {
        ObjectNode event =
                JsonNodeFactory.instance.objectNode().put("kind", "Event").put("apiVersion", "audit.k8s.io/v1");
        COLUMNS.forEach((column, name) -> {
            JsonNode value = value(record.path(column), reader);
            if (!value.isMissingNode()
                    && !value.isNull()
                    && !(value.isTextual() && value.asText().isEmpty())) {
                event.set(name, value);
            }
        });
        return event;
    }

    /** The value of a column: objects and lists may be written as JSON. */
    private static JsonNode value(JsonNode column, JsonReader reader) {
        boolean json = column instanceof TextNode
                && (column.textValue().startsWith("{") || column.textValue().startsWith("["));
        return json && reader.read(column.textValue()) instanceof JsonTree.Read read ? read.root() : column;
    }
}
