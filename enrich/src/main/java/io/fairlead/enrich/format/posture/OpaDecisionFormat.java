// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.posture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fairlead.enrich.address.HostPort;
import io.fairlead.enrich.address.IpLiteral;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.FormatContext;
import io.fairlead.enrich.format.RecordFormat;
import io.fairlead.enrich.redact.SecretKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A decision of Open Policy Agent: an element of the lists that it posts, or a line of its console log. Source: Open Policy
 * Agent, decision logs; OPA-Envoy plugin, input; opa-docker-authz, input; Kubernetes, AdmissionReview.
 */
public final class OpaDecisionFormat extends RecordFormat {
    private static final String OWN = "opa.decision.";
    private static final String ENVOY = "input.attributes.request.http.";
    private static final String REVIEW = "input.request.";
    private static final Set<String> SECRET_HEADERS = Set.of("authorization", "proxy-authorization", "x-api-key");
    private static final Set<String> COOKIES = Set.of("cookie", "set-cookie");
    private static final SortedMap<String, String> TEXTS = new TreeMap<>(Map.ofEntries(
            Map.entry("decision_id", OWN + "id"),
            Map.entry("batch_decision_id", OWN + "batch_id"),
            Map.entry("req_id", OWN + "request_id"),
            Map.entry("path", OWN + "path"),
            Map.entry("query", OWN + "query"),
            Map.entry("labels.id", "service.id"),
            Map.entry("labels.app", "service.name"),
            Map.entry("labels.version", "service.version"),
            Map.entry("trace_id", "trace.id"),
            Map.entry("span_id", "span.id"),
            Map.entry("error.code", "error.code"),
            Map.entry("error.message", "error.message"),
            Map.entry(REVIEW + "operation", OWN + "admission.operation"),
            Map.entry(REVIEW + "uid", OWN + "admission.uid")));

    /** For the service loader. */
    public OpaDecisionFormat() {
        super("opa.decision", "opa.decision");
    }

    @Override
    protected boolean isRecord(ObjectNode record) {
        return record.path("decision_id").isTextual()
                && record.path("timestamp").isTextual()
                && (record.path("labels").isObject() || record.has("path") || record.has("query"));
    }

    @Override
    protected List<ObjectNode> records(ObjectNode root) {
        return List.of(root);
    }

    @Override
    protected String stamp(ObjectNode record) {
        return record.path("timestamp").asText();
    }

    @Override
    protected String id(ObjectNode record) {
        return record.path("decision_id").asText();
    }

    @Override
    protected void redact(ObjectNode record, FormatContext context) {
        Fields fields = new Fields(record);
        for (String headers : List.of(ENVOY + "headers", "input.headers", "input.Headers", "input.request.headers")) {
            if (fields.at(headers) instanceof ObjectNode object) {
                for (Map.Entry<String, JsonNode> header : object.properties()) {
                    String name = header.getKey().toLowerCase(Locale.ROOT);
                    if (SECRET_HEADERS.contains(name)) {
                        header.setValue(TextNode.valueOf(context.redactions()
                                .replace(SecretKind.TOKEN, header.getValue().asText())));
                    } else if (COOKIES.contains(name)) {
                        header.setValue(TextNode.valueOf(context.redactions()
                                .replace(SecretKind.COOKIE, header.getValue().asText())));
                    }
                }
            }
        }
    }

    @Override
    protected void write(Fields record, EcsDocument document) {
        record.copy(TEXTS, document);
        OpaResult result = OpaResult.of(record);
        String path = record.text("path", "query");
        String user = record.text(
                "input.user",
                "input.user.name",
                "input.user.id",
                "input.subject",
                "input.subject.name",
                "input.User",
                REVIEW + "userInfo.username",
                "input.attributes.source.principal");
        boolean review = record.at(REVIEW + "kind").isObject();
        document.texts("event.category", List.of(review ? "configuration" : "api"))
                .texts("event.type", result.types())
                .text("event.action", result.action())
                .text("event.outcome", result.outcome())
                .text(
                        "event.reason",
                        record.text(
                                "result.reason",
                                "result.message",
                                "result.response.status.message",
                                "result.response.status.reason"))
                .text(OWN + "result", record.text("result"))
                .texts(OWN + "erased", texts(record, "erased"))
                .texts(OWN + "masked", texts(record, "masked"))
                .text("rule.name", path)
                .text("user.name", user)
                .text("message", "OPA " + result.action() + " " + path + (user.isEmpty() ? "" : " for " + user));
        record.flattened("labels", OWN + "labels", document);
        record.flattened("bundles", OWN + "bundles", document);
        request(record, document);
        review(record, document);
        addresses(record, document);
        Fields.people(document, user);
        if (record.at("metrics.timer_server_handler_ns").isIntegralNumber()) {
            document.number(
                    "event.duration",
                    record.at("metrics.timer_server_handler_ns").asLong());
        }
    }

    private static void request(Fields record, EcsDocument document) {
        String path = record.text("input.path", ENVOY + "path", "input.PathPlain", "input.Path");
        List<String> parts = texts(record, "input.path");
        String whole = path.isEmpty() && !parts.isEmpty() ? "/" + String.join("/", parts) : path;
        int question = whole.indexOf('?');
        document.text("http.request.method", record.text("input.method", ENVOY + "method", "input.Method"))
                .text("url.path", question < 0 ? whole : whole.substring(0, question))
                .text("url.query", question < 0 ? "" : whole.substring(question + 1))
                .text("url.domain", record.text(ENVOY + "host"))
                .text("http.request.id", record.text(ENVOY + "id"))
                .text("user_agent.original", record.text(ENVOY + "headers.user-agent"));
    }

    private static void review(Fields record, EcsDocument document) {
        if (record.at(REVIEW + "kind").isObject()) {
            String group = record.text(REVIEW + "kind.group");
            String version = record.text(REVIEW + "kind.version");
            CheckFields.resource(
                    record.text(REVIEW + "kind.kind"),
                    record.text(REVIEW + "name", REVIEW + "object.metadata.name"),
                    record.text(REVIEW + "namespace"),
                    group.isEmpty() ? version : group + "/" + version,
                    document);
        }
    }

    /** Who asked OPA is its client; who asked the service that it decides for is the source. */
    private static void addresses(Fields record, EcsDocument document) {
        String client = HostPort.host(record.text("requested_by"));
        document.text("client.address", client);
        if (IpLiteral.isLiteral(client)) {
            document.text("client.ip", client);
        }
        record.source(
                record.text(
                        "input.attributes.source.address.socketAddress.address",
                        "input.attributes.source.address.Address.SocketAddress.address",
                        "input.source_ip",
                        "input.remote_addr"),
                document);
    }

    private static List<String> texts(Fields record, String path) {
        return record.items(path).stream()
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText)
                .toList();
    }
}
