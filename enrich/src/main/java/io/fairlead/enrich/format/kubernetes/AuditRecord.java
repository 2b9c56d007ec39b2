// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads of an audit event; whatever has the wrong type reads as absent.
 *
 * @param root the event
 */
record AuditRecord(ObjectNode root) {
    /** Stages that audit.k8s.io knows. */
    private static final List<String> STAGES =
            List.of("RequestReceived", "ResponseStarted", "ResponseComplete", "Panic");

    private static final List<String> VERSIONS = List.of("audit.k8s.io/v1", "audit.k8s.io/v1beta1");

    /** What keeps this from being an audit event; empty when nothing does. */
    Optional<String> fault() {
        JsonNode kind = root.get("kind");
        if (kind != null && !(kind instanceof TextNode && kind.textValue().equals("Event"))) {
            return Optional.of("kind is not Event");
        }
        JsonNode version = root.get("apiVersion");
        if (version != null && !(version instanceof TextNode && VERSIONS.contains(version.textValue()))) {
            return Optional.of("apiVersion is not one of " + VERSIONS);
        }
        if (text("auditID").isEmpty()) {
            return Optional.of("auditID is missing or no text");
        }
        if (!STAGES.contains(text("stage"))) {
            return Optional.of("stage is missing or not one of " + STAGES);
        }
        return Optional.empty();
    }

    String stage() {
        return text("stage");
    }

    String verb() {
        return text("verb");
    }

    String requestUri() {
        return text("requestURI");
    }

    String resource() {
        return text("objectRef", "resource");
    }

    String subresource() {
        return text("objectRef", "subresource");
    }

    /** The response's code, or -1. */
    int code() {
        JsonNode code = child(root.get("responseStatus"), "code");
        return code != null && code.isInt() ? code.intValue() : -1;
    }

    /** A text at the root, or the empty text. */
    String text(String name) {
        return asText(root.get(name));
    }

    /** A text one level down, or the empty text. */
    String text(String parent, String name) {
        return asText(child(root.get(parent), name));
    }

    /** An annotation's text, or the empty text. */
    String annotation(String name) {
        return text("annotations", name);
    }

    /** The texts of a list. */
    static List<String> texts(@Nullable JsonNode node) {
        if (!(node instanceof ArrayNode array)) {
            return List.of();
        }
        List<String> list = new ArrayList<>(array.size());
        for (JsonNode item : array) {
            if (item instanceof TextNode) {
                list.add(item.textValue());
            }
        }
        return list;
    }

    static @Nullable JsonNode child(@Nullable JsonNode node, String name) {
        return node instanceof ObjectNode object ? object.get(name) : null;
    }

    static String asText(@Nullable JsonNode node) {
        return node instanceof TextNode ? node.textValue() : "";
    }
}
