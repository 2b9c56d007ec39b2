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
import io.fairlead.enrich.ecs.Templates;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The audit event itself under {@code kubernetes.audit}, with Elastic's paths: bodies in place with their typed leaves,
 * and beside them, under {@code kubernetes.audit.flattened}, whole and searchable. Consumes the tree.
 */
final class AuditBody {
    /** Paths that may go when a document is too large, least missed first. */
    static final List<String> EXPENDABLE = List.of(
            "kubernetes.audit.flattened.responseObject",
            "kubernetes.audit.flattened.requestObject",
            "kubernetes.audit.responseObject",
            "kubernetes.audit.requestObject");

    private static final Shape SHAPE = Templates.shape("fairlead-kubernetes-audit", "kubernetes.audit");

    private AuditBody() {}

    static void write(ObjectNode audit, boolean awkwardKeys, EcsDocument document) {
        dropManagedFields(audit.get("requestObject"));
        dropManagedFields(audit.get("responseObject"));
        ObjectNode body = awkwardKeys ? (ObjectNode) FieldNames.repaired(audit) : audit;
        JsonNode request = Flattened.ofNullable(body.get("requestObject"));
        JsonNode response = Flattened.ofNullable(body.get("responseObject"));
        JsonNode annotations = Flattened.ofNullable(body.get("annotations"));
        JsonNode extra = extra(body, "user");
        JsonNode impersonatedExtra = extra(body, "impersonatedUser");
        if (body.get("annotations") instanceof ObjectNode object) {
            body.set("annotations", withoutDots(object));
        }
        // a field of the sender's that is named like ours must not stand in our place
        body.remove("flattened");
        document.node("kubernetes.audit", SHAPE.fit(body))
                .node("kubernetes.audit.flattened.requestObject", request)
                .node("kubernetes.audit.flattened.responseObject", response)
                .node("kubernetes.audit.flattened.annotations", annotations)
                .node("kubernetes.audit.flattened.userExtra", extra)
                .node("kubernetes.audit.flattened.impersonatedUserExtra", impersonatedExtra);
    }

    /** A user's extra values for search, their names whole; in place the names' dots become underscores. */
    private static @Nullable JsonNode extra(ObjectNode body, String user) {
        JsonNode extra = AuditRecord.child(body.get(user), "extra");
        JsonNode whole = Flattened.ofNullable(extra);
        if (extra instanceof ObjectNode object && body.get(user) instanceof ObjectNode owner) {
            owner.set("extra", withoutDots(object));
        }
        return whole;
    }

    private static ObjectNode withoutDots(ObjectNode object) {
        return FieldNames.renamed(object, key -> key.replace('.', '_'));
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
