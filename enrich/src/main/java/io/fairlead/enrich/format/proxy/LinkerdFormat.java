// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.proxy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.FieldNames;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.LineFormat;
import io.fairlead.enrich.format.Source;
import java.util.List;
import java.util.Optional;

/** An access line of Linkerd's proxy, {@code apache} or {@code json}. Source: Linkerd, HTTP access logging. */
public final class LinkerdFormat extends LineFormat {
    private static final String OWN = "linkerd.";
    private static final List<String> NAMES =
            List.of("client_addr", "client_id", "timestamp", "method", "uri", "version", "status", "response_bytes");
    private static final Pattern LINE = Pattern.compile(
            "(\\S+:\\d+) (\\S+) - \\[(\\d{4}-\\d\\d-\\d\\dT[^\\]]+)\\] \"([A-Z]+) (\\S+) (HTTP/[0-9.]+)\" (\\d{3})(?: (\\d+|-))?");

    /** For the service loader. */
    public LinkerdFormat() {
        super("linkerd.access", "linkerd.access");
    }

    @Override
    protected boolean mayBe(byte[] bytes) {
        byte last = bytes[bytes.length - 1];
        return bytes.length > 40 && (last >= '0' && last <= '9' || last == '-' || last == ' ' || last == '\n');
    }

    @Override
    protected Optional<ObjectNode> line(String text) {
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

    @Override
    protected Optional<ObjectNode> record(ObjectNode json) {
        boolean linkerd = json.has("client.addr") && json.has("client.id") && json.has("uri");
        return linkerd ? Optional.of(FieldNames.renamed(json, key -> key.replace('.', '_'))) : Optional.empty();
    }

    @Override
    protected String stamp(Fields record, Source source) {
        return record.text("timestamp");
    }

    @Override
    protected void write(Fields record, Source source, EcsDocument document) {
        String method = record.text("method");
        String target = record.text("uri");
        String status = record.text("status");
        HttpFields.write(method, target, record.text("version"), status, document);
        String client = record.text("client_addr");
        String identity = HttpFields.text(record, "client_id");
        record.source(HttpFields.host(client), document);
        HttpFields.port(client, "source.port", document);
        String host = record.text("host");
        document.text("message", (method + " " + target + " " + status).strip())
                .text("url.domain", host.isEmpty() ? "" : HttpFields.host(host))
                .text("user_agent.original", record.text("user_agent"))
                .text("trace.id", record.text("trace_id"))
                .text("user.name", identity)
                .text(OWN + "client.id", identity)
                .text("network.direction", "inbound")
                .text("tls.established", String.valueOf(!identity.isEmpty()));
        Fields.people(document, identity);
        record.number("request_bytes", "http.request.body.bytes", document);
        record.number("response_bytes", "http.response.body.bytes", document);
        record.number("processing_ns", OWN + "processing_ns", document);
        record.number("total_ns", "event.duration", document);
    }
}
