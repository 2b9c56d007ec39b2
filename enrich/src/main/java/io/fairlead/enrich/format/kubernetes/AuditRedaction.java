// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fairlead.enrich.format.FormatContext;
import io.fairlead.enrich.redact.Redactions;
import io.fairlead.enrich.redact.Redactor;
import io.fairlead.enrich.redact.SecretKind;
import io.fairlead.enrich.redact.TreeRedactor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Redacts an audit event in place. What says who did what to which object is looked through as text, not by the names of its
 * fields: otherwise a namespace named like a credential would hide its users.
 */
final class AuditRedaction {
    private final Redactor redactor;
    private final Redactions redactions;

    AuditRedaction(FormatContext context) {
        this.redactor = context.redactor();
        this.redactions = context.redactions();
    }

    /** Redacts a well-formed event. */
    void event(AuditRecord audit) {
        all(audit.root(), TreeRedactor.scopeOf(audit.resource()));
    }

    /** Redacts an object that is no audit event: everything named data is taken for secret. */
    void unknown(JsonNode root) {
        redactor.trees().redact(root, SecretKind.SECRET_DATA, redactions);
    }

    private void all(ObjectNode root, @Nullable SecretKind scope) {
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            JsonNode value = entry.getValue();
            switch (entry.getKey()) {
                case "kind",
                        "apiVersion",
                        "level",
                        "auditID",
                        "stage",
                        "verb",
                        "sourceIPs",
                        "objectRef",
                        "requestReceivedTimestamp",
                        "stageTimestamp" -> entry.setValue(identity(value));
                case "user", "impersonatedUser" -> {
                    entry.setValue(identity(value));
                    user(value);
                }
                case "requestURI" -> {
                    if (value instanceof TextNode) {
                        entry.setValue(replaced(value, redactor.uris().redact(value.textValue(), redactions)));
                    } else {
                        entry.setValue(stranger(entry.getKey(), value, scope));
                    }
                }
                case "userAgent", "responseStatus", "annotations", "requestObject", "responseObject" ->
                    entry.setValue(redactor.trees().redact(value, scope, redactions));
                default -> entry.setValue(stranger(entry.getKey(), value, scope));
            }
        }
    }

    /** A field that audit events do not have: its name may tell that it is secret. */
    private JsonNode stranger(String name, JsonNode value, @Nullable SecretKind scope) {
        ObjectNode alone = JsonNodeFactory.instance.objectNode();
        alone.set(name, value);
        redactor.trees().redact(alone, scope, redactions);
        return alone.get(name);
    }

    /** Names and other words, however a client chose them. */
    private JsonNode identity(JsonNode node) {
        if (node instanceof TextNode) {
            return replaced(node, redactor.texts().redact(node.textValue(), redactions));
        } else if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> {
                if (!entry.getKey().equals("extra")) {
                    JsonNode value = entry.getValue();
                    entry.setValue(
                            value instanceof ObjectNode
                                    ? redactor.trees().redact(value, null, redactions)
                                    : identity(value));
                }
            });
        } else if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                list.set(
                        i,
                        list.get(i) instanceof TextNode
                                ? identity(list.get(i))
                                : redactor.trees().redact(list.get(i), null, redactions));
            }
        }
        return node;
    }

    private void user(JsonNode user) {
        JsonNode extra = AuditRecord.child(user, "extra");
        if (extra != null && user instanceof ObjectNode object) {
            object.set("extra", redactor.trees().redact(extra, null, redactions));
        }
    }

    private static JsonNode replaced(JsonNode before, String after) {
        return after == before.textValue() ? before : TextNode.valueOf(after);
    }
}
