// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.FieldNames;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.LineFormat;
import io.fairlead.enrich.format.Source;
import io.fairlead.enrich.format.component.Logfmt;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who asked a registry for what: the lines of CNCF Distribution about requests, as pairs or JSON, and its access lines in
 * Apache's combined form. Source: Distribution, configuration, {@code log} and {@code log.accesslog}.
 */
public final class RegistryAccessFormat extends LineFormat {
    /** Notary writes the same log and names its collection beside: those lines are its own format's. */
    private static final String NOTARY = "gun";

    private static final String OWN = "distribution.access.";
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);
    private static final List<String> NAMES = List.of(
            "http_request_remoteaddr",
            "auth_user_name",
            "local",
            "http_request_method",
            "http_request_uri",
            "http_request_proto",
            "http_response_status",
            "http_response_written",
            "http_request_referrer",
            "http_request_useragent");
    private static final Pattern COMBINED = Pattern.compile("(\\S+) - (\\S+) \\[([^\\]]+)\\] \"([A-Z]+) (/v2/\\S*)"
            + " (HTTP/[0-9.]+)\" (\\d{3}) (\\d+|-) \"([^\"]*)\" \"([^\"]*)\"");
    private static final Pattern OBJECT =
            Pattern.compile("/v2/(.+)/(manifests|blobs|tags|referrers)/([^?/]+)(?:[?/].*)?");

    /** For the service loader. */
    public RegistryAccessFormat() {
        super("distribution.access", "distribution.access");
    }

    @Override
    protected boolean mayBe(byte[] bytes) {
        byte last = bytes[bytes.length - 1];
        return bytes.length > 40 && (bytes[0] == 't' && bytes[5] == '"' || last == '"' || last == '\n');
    }

    @Override
    protected Optional<ObjectNode> line(String text) {
        Matcher match = COMBINED.matcher(text);
        if (!match.matches()) {
            return Logfmt.line(text).flatMap(pairs -> {
                ObjectNode json = JsonNodeFactory.instance.objectNode();
                pairs.forEach(json::put);
                return record(json);
            });
        }
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < NAMES.size(); i++) {
            record.put(NAMES.get(i), match.group(i + 1).equals("-") ? "" : match.group(i + 1));
        }
        return Optional.of(record);
    }

    @Override
    protected Optional<ObjectNode> record(ObjectNode json) {
        boolean request =
                json.has("http.request.uri") && json.has("http.request.method") && json.has("msg") && !json.has(NOTARY);
        return request ? Optional.of(FieldNames.renamed(json, key -> key.replace('.', '_'))) : Optional.empty();
    }

    @Override
    protected String stamp(Fields record, Source source) {
        String local = record.text("local");
        if (local.isEmpty()) {
            return record.text("time");
        }
        try {
            return OffsetDateTime.parse(local, LOCAL).toInstant().toString();
        } catch (DateTimeException unreadable) {
            return local;
        }
    }

    @Override
    protected void write(Fields record, Source source, EcsDocument document) {
        String method = record.text("http_request_method");
        String target = record.text("http_request_uri");
        String status = record.text("http_response_status");
        String error = record.text("err_message", "err_detail");
        String said = record.text("msg");
        boolean refused = status.startsWith("4") || status.startsWith("5") || status.isEmpty() && !error.isEmpty();
        boolean unauthorized = status.equals("401") || said.startsWith("error authorizing");
        String user = record.text("auth_user_name");
        String version = record.text("http_request_proto");
        int question = target.indexOf('?');
        document.text("message", said.isEmpty() ? (method + " " + target + " " + status).strip() : said)
                .text("log.level", record.text("level").toLowerCase(Locale.ROOT))
                .text("http.request.method", method)
                .text("http.request.id", record.text("http_request_id"))
                .text("http.request.referrer", record.text("http_request_referrer"))
                .text("http.version", version.startsWith("HTTP/") ? version.substring(5) : "")
                .text("url.original", target)
                .text("url.path", question < 0 ? target : target.substring(0, question))
                .text("url.query", question < 0 ? "" : target.substring(question + 1))
                .text("url.domain", record.text("http_request_host"))
                .text("user_agent.original", record.text("http_request_useragent"))
                .text("user.name", user)
                .text("error.message", error)
                .text("error.code", record.text("err_code"))
                .texts("event.category", unauthorized ? List.of("web", "authentication") : List.of("web"))
                .texts("event.type", List.of(unauthorized || status.equals("403") ? "denied" : "access"))
                .text("event.outcome", refused || unauthorized ? "failure" : "success");
        record.number("http_response_status", "http.response.status_code", document);
        record.number("http_response_written", "http.response.body.bytes", document);
        record.source(host(record.text("http_request_remoteaddr")), document);
        Fields.people(document, user);
        object(method, target, document);
    }

    /** What was asked for: {@code /v2/NAME/manifests/REFERENCE} and its like; the specification of the API of registries. */
    private static void object(String method, String target, EcsDocument document) {
        Matcher match = OBJECT.matcher(target);
        boolean reads = method.equals("GET") || method.equals("HEAD");
        if (match.matches()) {
            String kind = match.group(2);
            String reference = match.group(3);
            boolean digest = reference.indexOf(':') > 0;
            document.text("container.image.name", match.group(1))
                    .text("container.image.tag", kind.equals("manifests") && !digest ? reference : "")
                    .texts("container.image.hash.all", digest ? List.of(reference) : List.of())
                    .text(OWN + "kind", kind)
                    .text("event.action", method.equals("DELETE") ? "delete" : reads ? "pull" : "push");
        } else if (target.startsWith("/v2/_catalog")) {
            document.text("event.action", "catalog");
        }
    }

    private static String host(String address) {
        int bracket = address.indexOf(']');
        if (address.startsWith("[") && bracket > 0) {
            return address.substring(1, bracket);
        }
        int colon = address.indexOf(':');
        return colon < 0 || colon != address.lastIndexOf(':') ? address : address.substring(0, colon);
    }
}
