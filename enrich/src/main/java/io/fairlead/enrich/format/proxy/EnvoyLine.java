// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.proxy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Optional;

/** The values of a line in Envoy's default text, or in Istio's, under the names that Istio's JSON has. */
final class EnvoyLine {
    private static final List<String> NAMES = List.of(
            "start_time",
            "method",
            "path",
            "protocol",
            "response_code",
            "response_flags",
            "response_code_details",
            "connection_termination_details",
            "upstream_transport_failure_reason",
            "bytes_received",
            "bytes_sent",
            "duration",
            "upstream_service_time",
            "x_forwarded_for",
            "user_agent",
            "request_id",
            "authority",
            "upstream_host",
            "upstream_cluster",
            "upstream_local_address",
            "downstream_local_address",
            "downstream_remote_address",
            "requested_server_name",
            "route_name");
    private static final Pattern LINE = Pattern.compile(
            "(?:ACCESS )?\\[(\\d{4}-\\d\\d-\\d\\dT[^\\]]+)\\] \"(\\S+) ([^\"]*?)"
                    + " (\\S+)\" (\\d+|-) (\\S+)(?: (\\S+) (\\S+) \"([^\"]*)\")? (\\d+|-) (\\d+|-) (\\d+|-) (\\d+|-) \"([^\"]*)\""
                    + " \"([^\"]*)\" \"([^\"]*)\" \"([^\"]*)\" \"([^\"]*)\"(?: (\\S+) (\\S+) (\\S+) (\\S+) (\\S+) (\\S+))?");

    private EnvoyLine() {}

    static Optional<ObjectNode> of(String text) {
        Matcher match = LINE.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < NAMES.size(); i++) {
            String value = match.group(i + 1);
            if (value != null) {
                record.put(NAMES.get(i), value);
            }
        }
        return Optional.of(record);
    }
}
