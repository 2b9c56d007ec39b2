// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.cilium;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.FormatContext;
import io.fairlead.enrich.format.RecordFormat;
import io.fairlead.enrich.redact.SecretKind;
import io.fairlead.enrich.redact.SecretNames;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A flow that Hubble saw, as its exporter and {@code hubble observe -o json} write it, in its envelope or bare; and what it says
 * of flows that it lost. Source: Cilium, flow.proto and observer.proto, in protobuf's JSON.
 */
public final class HubbleFormat extends RecordFormat {
    static final String OWN = "cilium_hubble.flow.";
    private static final Set<String> CREDENTIALS =
            Set.of("authorization", "proxy-authorization", "cookie", "set-cookie");
    private static final SortedMap<String, String> TEXTS = new TreeMap<>(Map.ofEntries(
            Map.entry("uuid", OWN + "uuid"),
            Map.entry("verdict", OWN + "verdict"),
            Map.entry("Type", OWN + "type"),
            Map.entry("traffic_direction", OWN + "traffic_direction"),
            Map.entry("drop_reason_desc", OWN + "drop_reason_desc"),
            Map.entry("auth_type", OWN + "auth_type"),
            Map.entry("is_reply", OWN + "is_reply"),
            Map.entry("IP.encrypted", OWN + "encrypted"),
            Map.entry("trace_observation_point", OWN + "trace_observation_point"),
            Map.entry("policy_match_type", OWN + "policy_match_type"),
            Map.entry("source_service.name", OWN + "source_service.name"),
            Map.entry("destination_service.name", OWN + "destination_service.name"),
            Map.entry("node_name", OWN + "node_name"),
            Map.entry("trace_context.parent.trace_id", "trace.id")));

    /** For the service loader. */
    public HubbleFormat() {
        super("cilium_hubble.flow", "cilium_hubble.flow");
    }

    @Override
    protected boolean isRecord(ObjectNode record) {
        return record.path("lost_events").has("num_events_lost") || isFlow(record) || HubbleNotice.is(record);
    }

    /** A flow of an exporter with a field mask may have its node only in the envelope. */
    private static boolean isFlow(ObjectNode record) {
        ObjectNode flow = flow(record);
        boolean seen = flow.has("IP")
                || flow.has("l4")
                || flow.has("l7")
                || flow.has("ethernet")
                || flow.has("event_type")
                || flow != record
                        && flow.path("source").isObject()
                        && flow.path("destination").isObject();
        return seen && flow.path("verdict").isTextual() && (flow.has("node_name") || record.has("node_name"));
    }

    private static ObjectNode flow(ObjectNode record) {
        return record.get("flow") instanceof ObjectNode flow ? flow : record;
    }

    @Override
    protected List<ObjectNode> records(ObjectNode root) {
        return List.of(root);
    }

    @Override
    protected String stamp(ObjectNode record) {
        return new Fields(record).text("flow.time", "time");
    }

    @Override
    protected String id(ObjectNode record) {
        return flow(record).path("uuid").asText();
    }

    @Override
    protected void redact(ObjectNode record, FormatContext context) {
        if (flow(record).path("l7").get("kafka") instanceof ObjectNode kafka && kafka.has("api_key")) {
            // the name of an operation, not a key that opens anything
            kafka.set("api", kafka.remove("api_key"));
        }
        for (ObjectNode header : new Fields(flow(record)).objects("l7.http.headers")) {
            String key = header.path("key").asText().toLowerCase(Locale.ROOT);
            boolean secret = CREDENTIALS.contains(key) || SecretNames.variable(key);
            if (secret && header.has("value")) {
                SecretKind kind = key.endsWith("cookie") ? SecretKind.COOKIE : SecretKind.BEARER;
                header.put("value", context.redactions().replace(kind));
            }
        }
    }

    @Override
    protected void write(Fields record, EcsDocument document) {
        JsonNode lost = record.at("lost_events");
        if (lost.has("num_events_lost")) {
            lost(record, document);
            return;
        } else if (HubbleNotice.is(record.root())) {
            HubbleNotice.write(record, document);
            return;
        }
        Fields flow = new Fields(flow(record.root()));
        flow.copy(TEXTS, document);
        String verdict = flow.text("verdict");
        String node = flow.text("node_name").isEmpty() ? record.text("node_name") : flow.text("node_name");
        boolean refused = verdict.equals("DROPPED") || verdict.equals("ERROR");
        document.texts("event.category", List.of("network"))
                .texts("event.type", List.of("connection", refused ? "denied" : "allowed"))
                .text("event.action", verdict.toLowerCase(Locale.ROOT))
                .text("event.outcome", refused ? "failure" : "success")
                .text("event.reason", flow.text("drop_reason_desc"))
                .text("host.name", node(node))
                .text("kubernetes.node.name", node(node));
        new FlowEnds(flow, document).write();
        new FlowLayers(flow, document).write();
        document.text("message", message(flow, verdict));
    }

    private static void lost(Fields record, EcsDocument document) {
        String count = record.text("lost_events.num_events_lost");
        document.texts("event.category", List.of("network"))
                .texts("event.type", List.of("error"))
                .text("event.action", "lost-events")
                .text("event.outcome", "failure")
                .text("host.name", node(record.text("node_name")))
                .text("kubernetes.node.name", node(record.text("node_name")))
                .text(OWN + "lost.source", record.text("lost_events.source"))
                .text("message", count + " flows were lost before Hubble could tell of them");
        record.number("lost_events.num_events_lost", OWN + "lost.count", document);
    }

    /** A node's name stands behind its cluster's. */
    static String node(String name) {
        return name.substring(name.indexOf('/') + 1);
    }

    private static String message(Fields flow, String verdict) {
        String reason = flow.text("drop_reason_desc");
        return verdict + " " + end(flow, "source", "source_port") + " -> "
                + end(flow, "destination", "destination_port") + (reason.isEmpty() ? "" : " " + reason);
    }

    private static String end(Fields flow, String side, String portName) {
        String pod = flow.text(side + ".pod_name");
        String name = pod.isEmpty() ? flow.text("IP." + side) : flow.text(side + ".namespace") + "/" + pod;
        String port = flow.text("l4.TCP." + portName, "l4.UDP." + portName, "l4.SCTP." + portName);
        return (name.isEmpty() ? "?" : name) + (port.isEmpty() ? "" : ":" + port);
    }
}
