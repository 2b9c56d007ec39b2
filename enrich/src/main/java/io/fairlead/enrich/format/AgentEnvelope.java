// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.json.JsonTree;
import java.util.List;
import java.util.Optional;

/**
 * The JSON record that an agent makes of a line, where it says what it is and where it read the line. Source: Elastic Common Schema as Beats
 * write it; Fluent Bit and Fluentd, Kubernetes filter; Vector, kubernetes_logs and file sources.
 */
public final class AgentEnvelope {
    private static final List<String> TEXTS = List.of("message", "log");

    private final ObjectNode root;
    private final String field;

    private AgentEnvelope(ObjectNode root, String field) {
        this.root = root;
        this.field = field;
    }

    /** The envelope that a record is; empty when no agent wrote it, or when it is not clear which text is the line. */
    public static Optional<AgentEnvelope> of(Source source) {
        byte[] bytes = source.bytes();
        if (bytes.length == 0
                || bytes[0] != '{'
                || !(source.json() instanceof JsonTree.Read read)
                || !(read.root() instanceof ObjectNode root)) {
            return Optional.empty();
        }
        List<String> texts =
                TEXTS.stream().filter(name -> root.path(name).isTextual()).toList();
        return texts.size() == 1 && isAgents(root)
                ? Optional.of(new AgentEnvelope(root, texts.getFirst()))
                : Optional.empty();
    }

    private static boolean isAgents(ObjectNode root) {
        JsonNode kubernetes = root.path("kubernetes");
        boolean pod = kubernetes.path("pod").isObject()
                || kubernetes.path("pod_name").isTextual()
                || kubernetes.path("namespace_name").isTextual();
        boolean beat = root.path("@timestamp").isTextual()
                && (root.path("agent").isObject()
                        || root.path("@metadata").has("beat")
                        || root.path("host").isObject()
                        || root.has("@version"));
        boolean vector =
                root.path("source_type").isTextual() && root.path("timestamp").isTextual();
        boolean fluent = root.path("date").isNumber() || root.path("docker").has("container_id");
        return pod || beat || vector || fluent;
    }

    /** The line alone. */
    public Source line(Source source) {
        return source.withText(withoutEnd(root.path(field).textValue()));
    }

    /** Where the line was read; what is secret in what the agent wrote beside it is taken out. */
    public AgentPlace place(FormatContext context) {
        ObjectNode beside = root.deepCopy();
        beside.remove(List.of(field, "@metadata", "@version", "ecs", "_p"));
        context.redactor().trees().redact(beside, null, context.redactions());
        return AgentPlace.of(beside);
    }

    private static String withoutEnd(String text) {
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
