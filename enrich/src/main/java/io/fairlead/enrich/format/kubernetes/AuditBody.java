// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.FieldNames;
import io.fairlead.enrich.ecs.Flattened;
import io.fairlead.enrich.ecs.Shape;
import org.jspecify.annotations.Nullable;

/**
 * The audit event itself under {@code kubernetes.audit}, with Elastic's paths: bodies in place with their typed leaves,
 * and beside them, under {@code kubernetes.audit.flattened}, whole and searchable. Consumes the tree.
 */
final class AuditBody {
    /** Paths that may go when a document is too large, least missed first. */
    static final java.util.List<String> EXPENDABLE = java.util.List.of(
            "kubernetes.audit.flattened.responseObject",
            "kubernetes.audit.flattened.requestObject",
            "kubernetes.audit.responseObject",
            "kubernetes.audit.requestObject");

    private static final Shape SHAPE = AuditLeaves.shape();

    private AuditBody() {}

    static void write(ObjectNode audit, boolean awkwardKeys, EcsDocument document) {
        dropManagedFields(audit.get("requestObject"));
        dropManagedFields(audit.get("responseObject"));
        ObjectNode body = awkwardKeys ? (ObjectNode) FieldNames.repaired(audit) : audit;
        JsonNode request = Flattened.ofNullable(body.get("requestObject"));
        JsonNode response = Flattened.ofNullable(body.get("responseObject"));
        JsonNode annotations = Flattened.ofNullable(body.get("annotations"));
        JsonNode extra = Flattened.ofNullable(AuditRecord.child(body.get("user"), "extra"));
        if (body.get("annotations") instanceof ObjectNode object) {
            body.set("annotations", FieldNames.renamed(object, key -> key.replace('.', '_')));
        }
        // a field of the sender's that is named like ours must not stand in our place
        body.remove("flattened");
        document.node("kubernetes.audit", SHAPE.fit(body))
                .node("kubernetes.audit.flattened.requestObject", request)
                .node("kubernetes.audit.flattened.responseObject", response)
                .node("kubernetes.audit.flattened.annotations", annotations)
                .node("kubernetes.audit.flattened.userExtra", extra);
    }

    /** Bookkeeping of server-side apply: long, of no use to anyone who reads an audit event. */
    private static void dropManagedFields(@Nullable JsonNode body) {
        if (body instanceof ObjectNode object) {
            if (object.get("metadata") instanceof ObjectNode metadata) {
                metadata.remove("managedFields");
            }
            if (object.get("items") instanceof ArrayNode items) {
                items.forEach(AuditBody::dropManagedFields);
            }
        }
    }
}
