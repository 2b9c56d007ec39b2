// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.cilium;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a flow carried: transport, and HTTP, DNS or Kafka where Cilium's proxy read it. */
final class FlowLayers {
    private static final Map<String, String> TRANSPORTS =
            Map.of("TCP", "tcp", "UDP", "udp", "SCTP", "sctp", "ICMPv4", "icmp", "ICMPv6", "ipv6-icmp", "IGMP", "igmp");

    /** Codes of DNS answers. Source: RFC 1035, 4.1.1. */
    private static final List<String> CODES =
            List.of("NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED");

    private final Fields flow;
    private final EcsDocument document;

    FlowLayers(Fields flow, EcsDocument document) {
        this.flow = flow;
        this.document = document;
    }

    void write() {
        if (flow.at("l4") instanceof ObjectNode transport && !transport.isEmpty()) {
            String name = transport.fieldNames().next();
            document.text("network.transport", TRANSPORTS.getOrDefault(name, name.toLowerCase(Locale.ROOT)));
        }
        String direction = flow.text("traffic_direction").toLowerCase(Locale.ROOT);
        document.text("network.type", flow.text("IP.ipVersion").toLowerCase(Locale.ROOT))
                .text("network.direction", direction.equals("egress") || direction.equals("ingress") ? direction : "")
                .text(HubbleFormat.OWN + "l7.type", flow.text("l7.type"));
        if (flow.at("l7.http").isObject()) {
            http();
        } else if (flow.at("l7.dns").isObject()) {
            dns();
        } else if (flow.at("l7.kafka").isObject()) {
            document.text("network.protocol", "kafka")
                    .text(HubbleFormat.OWN + "l7.kafka.topic", flow.text("l7.kafka.topic"))
                    .text(HubbleFormat.OWN + "l7.kafka.api_key", flow.text("l7.kafka.api"))
                    .text(HubbleFormat.OWN + "l7.kafka.correlation_id", flow.text("l7.kafka.correlation_id"));
            flow.number("l7.kafka.error_code", HubbleFormat.OWN + "l7.kafka.error_code", document);
        }
        flow.number("l7.latency_ns", "event.duration", document);
    }

    private void http() {
        String url = flow.text("l7.http.url");
        String version = flow.text("l7.http.protocol");
        document.text("network.protocol", "http")
                .text("http.request.method", flow.text("l7.http.method"))
                .text("http.version", version.startsWith("HTTP/") ? version.substring(5) : version)
                .text("url.original", url);
        int scheme = url.indexOf("://");
        int slash = scheme < 0 ? 0 : url.indexOf('/', scheme + 3);
        String path = slash < 0 ? "" : url.substring(slash);
        int question = path.indexOf('?');
        document.text("url.path", question < 0 ? path : path.substring(0, question))
                .text("url.query", question < 0 ? "" : path.substring(question + 1));
        if (scheme > 0) {
            String host = url.substring(scheme + 3, slash < 0 ? url.length() : slash);
            document.text("url.scheme", url.substring(0, scheme)).text("url.domain", host.replaceFirst(":[0-9]+$", ""));
        }
        if (!flow.text("l7.http.code").equals("0")) {
            flow.number("l7.http.code", "http.response.status_code", document);
        }
        for (ObjectNode header : flow.objects("l7.http.headers")) {
            String value = new Fields(header).text("value");
            switch (new Fields(header).text("key").toLowerCase(Locale.ROOT)) {
                case "user-agent" -> document.text("user_agent.original", value);
                case "x-request-id" -> document.text("http.request.id", value);
                default -> {}
            }
        }
    }

    private void dns() {
        String name = flow.text("l7.dns.query");
        boolean answer = flow.text("l7.type").equals("RESPONSE");
        document.text("network.protocol", "dns")
                .text("dns.type", answer ? "answer" : "query")
                .text(
                        "dns.question.name",
                        name.length() > 1 && name.endsWith(".") ? name.substring(0, name.length() - 1) : name);
        List<JsonNode> types = flow.items("l7.dns.qtypes");
        document.text("dns.question.type", types.isEmpty() ? "" : types.get(0).asText());
        document.texts(
                "dns.resolved_ip",
                flow.items("l7.dns.ips").stream()
                        .map(JsonNode::asText)
                        .filter(io.fairlead.enrich.address.IpLiteral::isLiteral)
                        .toList());
        String code = flow.text("l7.dns.rcode");
        if (answer) {
            int number = code.isEmpty()
                    ? 0
                    : code.length() < 3 && code.chars().allMatch(c -> c >= '0' && c <= '9')
                            ? Integer.parseInt(code)
                            : -1;
            document.text("dns.response_code", number >= 0 && number < CODES.size() ? CODES.get(number) : code);
        }
    }
}
