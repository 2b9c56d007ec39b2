// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of a document that say who did what to what, from where: what an alert copies from its evidence. */
public final class Entities {
    /** ECS fields copied, in the order in which an alert shows them. */
    public static final List<String> FIELDS = List.of(
            "user.name",
            "user.id",
            "user.effective.name",
            "source.ip",
            "user_agent.original",
            "event.action",
            "event.outcome",
            "orchestrator.cluster.name",
            "orchestrator.namespace",
            "orchestrator.resource.type",
            "orchestrator.resource.name",
            "orchestrator.api_version",
            "kubernetes.namespace",
            "kubernetes.pod.name",
            "kubernetes.node.name",
            "host.name",
            "container.id",
            "container.name",
            "container.image.name",
            "process.name",
            "process.executable",
            "process.args",
            "process.command_line",
            "file.path",
            "url.path",
            "kubernetes.audit.verb",
            "kubernetes.audit.requestURI",
            "kubernetes.audit.objectRef.resource",
            "kubernetes.audit.objectRef.subresource",
            "kubernetes.audit.objectRef.namespace",
            "kubernetes.audit.objectRef.name",
            "kubernetes.audit.responseStatus.code",
            "kubernetes.audit.auditID",
            "falco.rule",
            "falco.priority");

    private static final int MOST_VALUES = 16;
    private static final int LONGEST_VALUE = 1_024;
    private static final JsonMapper JSON = new JsonMapper();

    private Entities() {}

    /** Field to values, in order, only fields that the document has; empty for a document that is no JSON. */
    public static Map<String, List<String>> of(ByteBuffer document) {
        return of(document, FIELDS);
    }

    /** As {@link #of(ByteBuffer)} for these fields. */
    public static Map<String, List<String>> of(ByteBuffer document, List<String> fields) {
        byte[] bytes = new byte[document.remaining()];
        document.duplicate().get(bytes);
        JsonNode root;
        try {
            root = JSON.readTree(bytes);
        } catch (IOException | UncheckedIOException unreadable) {
            return Map.of();
        }
        Map<String, List<String>> entities = new LinkedHashMap<>();
        for (String field : fields) {
            List<String> values = new ArrayList<>();
            collect(root, field, values);
            if (!values.isEmpty()) {
                entities.put(field, List.copyOf(values));
            }
        }
        return entities;
    }

    /** Walks the path; a key may itself hold dots. */
    private static void collect(JsonNode node, String path, List<String> values) {
        if (node.isArray()) {
            node.forEach(member -> collect(member, path, values));
            return;
        }
        if (path.isEmpty()) {
            if (node.isValueNode() && !node.isNull() && values.size() < MOST_VALUES) {
                values.add(cut(node.asText()));
            }
            return;
        }
        for (int end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
            JsonNode child = node.get(path.substring(0, end));
            if (child != null) {
                collect(child, path.substring(Math.min(end + 1, path.length())), values);
            }
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE);
    }
}
