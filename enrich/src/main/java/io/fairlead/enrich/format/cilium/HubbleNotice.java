// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.cilium;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import java.util.List;
import java.util.Locale;

/**
 * What Hubble tells beside flows: events of Cilium's agent, its debug events, and nodes that a relay found or lost. Source:
 * Cilium, flow.proto ({@code AgentEvent}, {@code DebugEvent}), relay.proto ({@code NodeStatusEvent}).
 */
final class HubbleNotice {
    private HubbleNotice() {}

    static boolean is(ObjectNode record) {
        return record.has("node_name")
                && (record.path("agent_event").path("type").isTextual()
                        || record.path("debug_event").path("type").isTextual()
                        || record.path("node_status").path("state_change").isTextual());
    }

    static void write(Fields record, EcsDocument document) {
        String kind = record.text("agent_event.type", "debug_event.type", "node_status.state_change");
        String low = kind.toLowerCase(Locale.ROOT);
        String node = HubbleFormat.node(record.text("node_name"));
        boolean policy = low.startsWith("policy_");
        boolean endpoint = low.startsWith("endpoint_");
        document.texts("event.category", List.of(policy || endpoint ? "configuration" : "network"))
                .texts("event.type", List.of(type(low)))
                .text("event.action", low.replace('_', '-'))
                .text("event.outcome", low.contains("failure") || low.contains("error") ? "failure" : "success")
                .text("host.name", node)
                .text("kubernetes.node.name", node)
                .text("event.reason", record.text("node_status.message"))
                .text("message", message(record, low));
        String pod = record.text("agent_event.endpoint_update.pod_name");
        String namespace = record.text("agent_event.endpoint_update.namespace");
        document.text("kubernetes.namespace", namespace)
                .text("kubernetes.pod.name", pod)
                .text("kubernetes.service.name", record.text("agent_event.service_upsert.name"));
        if (!pod.isEmpty()) {
            document.text("orchestrator.type", "kubernetes")
                    .text("orchestrator.namespace", namespace)
                    .text("orchestrator.resource.type", "pods")
                    .text("orchestrator.resource.name", pod);
        }
    }

    private static String message(Fields record, String kind) {
        String said = record.text(
                "debug_event.message",
                "node_status.message",
                "agent_event.endpoint_update.pod_name",
                "agent_event.endpoint_regenerate.error");
        String words = kind.replace('_', ' ');
        return said.isEmpty() ? words : words + ": " + said;
    }

    private static String type(String kind) {
        if (kind.endsWith("_created") || kind.endsWith("_upserted")) {
            return "creation";
        } else if (kind.endsWith("_deleted")) {
            return "deletion";
        }
        return kind.endsWith("_updated") ? "change" : "info";
    }
}
