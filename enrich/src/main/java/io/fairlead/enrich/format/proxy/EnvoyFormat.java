// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.proxy;

import com.google.re2j.Matcher;
import io.fairlead.enrich.ecs.EcsDocument;

/**
 * An access line of Envoy in its default text, or in Istio's, which has more. Source: Envoy, access logging, default format
 * string; Istio, Envoy access logs.
 */
public final class EnvoyFormat extends AccessFormat {
    private static final String OWN = "envoyproxy.";

    /** For the service loader. */
    public EnvoyFormat() {
        super(
                "envoyproxy.access",
                "\\[(?P<time>\\d{4}-\\d\\d-\\d\\dT[^\\]]+)\\] \"(?P<method>\\S+) (?P<target>\\S+)"
                        + " (?:HTTP/(?P<version>[0-9.]+)|\\S+)\" (?P<status>\\d+) (?P<flags>\\S+)"
                        + "(?: (?P<details>[a-z_{}:\\-]+) (?P<terminated>\\S+) \"(?P<failure>[^\"]*)\")? (?P<received>\\d+)"
                        + " (?P<sent>\\d+) (?P<took>\\d+|-) (?P<upstreamtook>\\d+|-) \"(?P<forwarded>[^\"]*)\""
                        + " \"(?P<agent>[^\"]*)\" \"(?P<id>[^\"]*)\" \"(?P<authority>[^\"]*)\" \"(?P<host>[^\"]*)\""
                        + "(?: (?P<cluster>\\S+) (?P<local>\\S+) (?P<downlocal>\\S+) (?P<down>\\S+) (?P<server>\\S+)"
                        + " (?P<route>\\S+))?");
    }

    @Override
    boolean mayBe(byte[] bytes) {
        return bytes[0] == '[' && bytes.length > 40 && bytes[1] >= '0' && bytes[1] <= '9';
    }

    @Override
    String stamp(Matcher match) {
        return text(match, "time");
    }

    @Override
    void write(Matcher match, EcsDocument document) {
        http(match, document);
        String down = text(match, "down");
        String client = down.isEmpty() ? lastHop(text(match, "forwarded")) : host(down);
        source(client, document);
        document.text("url.domain", text(match, "authority"))
                .text("http.request.id", text(match, "id"))
                .text(OWN + "response_flags", text(match, "flags"))
                .text(OWN + "response_code_details", text(match, "details"))
                .text(OWN + "connection_termination_details", text(match, "terminated"))
                .text(OWN + "upstream_transport_failure_reason", text(match, "failure"))
                .text(OWN + "x_forwarded_for", text(match, "forwarded"))
                .text(OWN + "upstream_host", text(match, "host"))
                .text(OWN + "upstream_cluster", text(match, "cluster"))
                .text(OWN + "requested_server_name", text(match, "server"))
                .text(OWN + "route_name", text(match, "route"))
                .text("destination.address", host(text(match, "host")));
        number(match, "received", "http.request.body.bytes", document);
        number(match, "took", OWN + "duration", document);
        number(match, "upstreamtook", OWN + "upstream_service_time", document);
    }

    /** Of claimed hops only the last was written by a proxy of ours. */
    private static String lastHop(String forwarded) {
        return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    }

    /** The address before the port. */
    private static String host(String address) {
        int colon = address.lastIndexOf(':');
        String host = colon < 0 ? address : address.substring(0, colon);
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
