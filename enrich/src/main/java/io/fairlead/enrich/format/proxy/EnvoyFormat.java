// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.address.IpLiteral;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.FieldNames;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.LineFormat;
import io.fairlead.enrich.format.Source;
import io.fairlead.enrich.format.WholeNumber;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An access line of Envoy: in its default text, in Istio's, which has more, or as JSON with the names that Istio's and Envoy
 * Gateway's default encoding have. Source: Envoy, access logging, default format string; Istio, Envoy access logs; Envoy
 * Gateway, proxy access log.
 */
public final class EnvoyFormat extends LineFormat {
    private static final String OWN = "envoyproxy.";
    private static final long LONGEST_MILLIS = 1L << 42;
    private static final SortedMap<String, String> TEXTS = new TreeMap<>(Map.ofEntries(
            Map.entry("response_flags", OWN + "response_flags"),
            Map.entry("response_code_details", OWN + "response_code_details"),
            Map.entry("connection_termination_details", OWN + "connection_termination_details"),
            Map.entry("upstream_transport_failure_reason", OWN + "upstream_transport_failure_reason"),
            Map.entry("upstream_host", OWN + "upstream_host"),
            Map.entry("upstream_cluster", OWN + "upstream_cluster"),
            Map.entry("requested_server_name", OWN + "requested_server_name"),
            Map.entry("route_name", OWN + "route_name"),
            Map.entry("downstream_peer_uri_san", OWN + "downstream_peer_uri_san"),
            Map.entry("downstream_peer_subject", OWN + "downstream_peer_subject"),
            Map.entry("downstream_tls_version", OWN + "downstream_tls_version"),
            Map.entry("downstream_tls_cipher", OWN + "downstream_tls_cipher")));

    /** For the service loader. */
    public EnvoyFormat() {
        super("envoyproxy.access", "envoyproxy.access");
    }

    @Override
    protected boolean mayBe(byte[] bytes) {
        return bytes.length > 40
                && (bytes[0] == '[' && bytes[1] >= '0' && bytes[1] <= '9' || bytes[0] == 'A' && bytes[7] == '[');
    }

    @Override
    protected Optional<ObjectNode> line(String text) {
        return EnvoyLine.of(text);
    }

    @Override
    protected Optional<ObjectNode> record(ObjectNode json) {
        boolean envoy = json.has("response_flags")
                && json.has("start_time")
                && (json.has("upstream_host") || json.has("upstream_cluster") || json.has("downstream_remote_address"));
        return envoy ? Optional.of(FieldNames.renamed(json, key -> key.replace('.', '_'))) : Optional.empty();
    }

    @Override
    protected String stamp(Fields record, Source source) {
        return HttpFields.text(record, "start_time");
    }

    @Override
    protected void write(Fields record, Source source, EcsDocument document) {
        TEXTS.forEach((from, to) -> document.text(to, HttpFields.text(record, from)));
        String forwarded = HttpFields.text(record, "x_forwarded_for", "x-forwarded-for");
        String down = HttpFields.text(record, "downstream_remote_address");
        String client = down.isEmpty() ? lastHop(forwarded) : HttpFields.host(down);
        String upstream = HttpFields.text(record, "upstream_host");
        String host = upstream.substring(upstream.indexOf("://") < 0 ? 0 : upstream.indexOf("://") + 3);
        String server = HttpFields.host(host);
        document.text("source.address", client).text("destination.address", server);
        Set<String> addresses = new LinkedHashSet<>();
        for (Map.Entry<String, String> end :
                List.of(Map.entry("source.ip", client), Map.entry("destination.ip", server))) {
            if (IpLiteral.isLiteral(end.getValue())) {
                document.text(end.getKey(), end.getValue());
                addresses.add(end.getValue());
            }
        }
        document.texts("related.ip", addresses)
                .text("network.transport", "tcp")
                .text(OWN + "x_forwarded_for", forwarded);
        HttpFields.port(down, "source.port", document);
        HttpFields.port(host, "destination.port", document);
        record.number("duration", OWN + "duration", document);
        WholeNumber.of(record.text("duration"))
                .ifPresent(millis -> document.number("event.duration", Math.min(millis, LONGEST_MILLIS) * 1_000_000L));
        if (HttpFields.text(record, "method", ":method", "protocol").isEmpty()) {
            connection(record, client, server, document);
        } else {
            request(record, document);
        }
        tls(record, document);
    }

    private static void request(Fields record, EcsDocument document) {
        String method = HttpFields.text(record, "method", ":method");
        String target = HttpFields.text(record, "path", "x-envoy-origin-path", "x-envoy-original-path", ":path");
        String status = HttpFields.text(record, "response_code");
        HttpFields.write(method, target, HttpFields.text(record, "protocol"), status, document);
        HttpFields.authority(HttpFields.text(record, "authority", ":authority"), document);
        document.text("message", (method + " " + target + " " + status).strip())
                .text("network.protocol", "http")
                .text("http.request.id", HttpFields.text(record, "request_id", "x-request-id"))
                .text("user_agent.original", HttpFields.text(record, "user_agent", "user-agent"));
        record.number("bytes_received", "http.request.body.bytes", document);
        record.number("bytes_sent", "http.response.body.bytes", document);
        number(record, "upstream_service_time", document);
        number(record, "x-envoy-upstream-service-time", document);
    }

    /** A connection that is no HTTP has neither method nor code: flags alone say that it failed. */
    private static void connection(Fields record, String client, String server, EcsDocument document) {
        String flags = HttpFields.text(record, "response_flags");
        document.texts("event.category", List.of("network"))
                .texts("event.type", List.of("connection", "end"))
                .text("event.outcome", flags.isEmpty() ? "success" : "failure")
                .text("message", ("connection of " + client + " to " + server + " " + flags).strip());
        record.number("bytes_received", "source.bytes", document);
        record.number("bytes_sent", "destination.bytes", document);
    }

    private static void number(Fields record, String from, EcsDocument document) {
        if (!record.text(from).equals("-")) {
            record.number(from, OWN + "upstream_service_time", document);
        }
    }

    /** Whether a request came to a workload's own proxy over TLS: what comes from another proxy of the mesh names a server. */
    private static void tls(Fields record, EcsDocument document) {
        String cluster = HttpFields.text(record, "upstream_cluster");
        boolean inbound = cluster.startsWith("inbound|");
        if (inbound || cluster.startsWith("outbound|")) {
            document.text("network.direction", inbound ? "inbound" : "outbound");
        }
        JsonNode version = record.at("downstream_tls_version");
        String named = HttpFields.text(record, "requested_server_name");
        String written = HttpFields.text(record, "downstream_tls_version", "downstream_peer_uri_san");
        if (inbound || !version.isMissingNode()) {
            boolean encrypted = !written.isEmpty() || !named.isEmpty();
            document.text("tls.established", String.valueOf(encrypted));
        }
    }

    /** Of claimed hops only the last was written by a proxy of ours. */
    private static String lastHop(String forwarded) {
        return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    }
}
