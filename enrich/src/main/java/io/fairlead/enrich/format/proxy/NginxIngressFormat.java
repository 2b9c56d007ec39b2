// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.proxy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import io.fairlead.enrich.address.IpLiteral;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.LineFormat;
import io.fairlead.enrich.format.Source;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An access line of ingress-nginx: its default {@code log-format-upstream}, older ones, or JSON with the names of NGINX'
 * variables. A request that was tried at several upstreams has a list of each value; the last one answered. Source:
 * ingress-nginx, log format.
 */
public final class NginxIngressFormat extends LineFormat {
    private static final String OWN = "nginx_ingress_controller.access.";
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);
    private static final Pattern NEXT = Pattern.compile(", | : ");

    /** For the service loader. */
    public NginxIngressFormat() {
        super("nginx_ingress_controller.access", "nginx_ingress_controller.access");
    }

    @Override
    protected boolean mayBe(byte[] bytes) {
        return bytes[bytes.length - 1] != '"' && bytes.length > 60 && (bytes[0] >= '0' && bytes[0] <= 'f');
    }

    @Override
    protected Optional<ObjectNode> line(String text) {
        return NginxIngressLine.of(text);
    }

    @Override
    protected Optional<ObjectNode> record(ObjectNode json) {
        return NginxIngressLine.of(json);
    }

    @Override
    protected String stamp(Fields record, Source source) {
        String time = record.text("time");
        try {
            return time.indexOf('/') > 0
                    ? OffsetDateTime.parse(time, LOCAL).toInstant().toString()
                    : time;
        } catch (DateTimeException unreadable) {
            return time;
        }
    }

    @Override
    protected void write(Fields record, Source source, EcsDocument document) {
        request(record, document);
        List<String> addresses = list(record.text("address"));
        String user = record.text("user");
        record.source(addresses.isEmpty() ? "" : addresses.get(0), document);
        document.text("user.name", user)
                .text("url.domain", record.text("host"))
                .text("user_agent.original", record.text("agent"))
                .text("http.request.referrer", record.text("referrer"))
                .text("http.request.id", record.text("id"))
                .texts(OWN + "remote_ip_list", addresses)
                .text(OWN + "x_forwarded_for", record.text("forwarded"))
                .text(OWN + "ingress.name", record.text("ingress"))
                .text("kubernetes.service.name", record.text("service"))
                .textIfAbsent("kubernetes.namespace", record.text("namespace"))
                .text(OWN + "http.request.time", seconds(record.text("took")));
        Fields.people(document, user);
        record.number("sent", "http.response.body.bytes", document);
        record.number("length", OWN + "http.request.length", document);
        upstream(record, document);
    }

    private static void request(Fields record, EcsDocument document) {
        String path = record.text("path");
        String query = record.text("query");
        String method = record.text("method");
        String target = record.text("target");
        String version = record.text("protocol");
        String line = record.text("request");
        int space = line.indexOf(' ');
        if (space > 0 && line.chars().limit(space).allMatch(Character::isLetter)) {
            int protocol = line.lastIndexOf(" HTTP/");
            method = line.substring(0, space);
            target = line.substring(
                    Math.min(line.length(), space + 1), Math.max(space + 1, protocol < 0 ? line.length() : protocol));
            version = protocol < 0 ? "" : line.substring(protocol + 1);
        } else if (target.isEmpty()) {
            target = path.isEmpty() || query.isEmpty() ? path : path + "?" + query;
        }
        String status = record.text("status");
        HttpFields.write(method, target, version, status, document);
        String said = method.isEmpty() ? record.text("request") : method + " " + target;
        document.text("message", (said + " " + status).strip());
    }

    private static void upstream(Fields record, EcsDocument document) {
        List<String> servers = list(record.text("server"));
        List<String> lengths = list(record.text("answered"));
        List<String> times = list(record.text("waited"));
        List<String> codes = list(record.text("codes"));
        document.text(OWN + "upstream.name", record.text("upstream"))
                .text(OWN + "upstream.alternative_name", record.text("alternative"))
                .texts(OWN + "upstream_address_list", servers)
                .texts(OWN + "upstream.response.length_list", lengths)
                .texts(OWN + "upstream.response.time_list", times)
                .texts(OWN + "upstream.response.status_code_list", codes)
                .text(OWN + "upstream.response.time", sum(times));
        new Fields(last("length", lengths)).number("length", OWN + "upstream.response.length", document);
        new Fields(last("code", codes)).number("code", OWN + "upstream.response.status_code", document);
        String server = last(servers);
        String host = HttpFields.host(server);
        document.text(OWN + "upstream.address", server)
                .text(OWN + "upstream.ip", IpLiteral.isLiteral(host) ? host : "")
                .text("destination.address", host)
                .text("destination.ip", IpLiteral.isLiteral(host) ? host : "");
        HttpFields.port(server, OWN + "upstream.port", document);
        HttpFields.port(server, "destination.port", document);
    }

    private static ObjectNode last(String name, List<String> list) {
        return JsonNodeFactory.instance.objectNode().put(name, last(list));
    }

    private static String last(List<String> list) {
        String last = list.isEmpty() ? "" : list.get(list.size() - 1);
        return last.equals("-") ? "" : last;
    }

    /** What all tries took together; empty when none says. */
    private static String sum(List<String> times) {
        BigDecimal sum = BigDecimal.ZERO;
        boolean any = false;
        for (String time : times) {
            String seconds = time.length() < 16 ? seconds(time) : "";
            if (!seconds.isEmpty() && seconds.indexOf('.') == seconds.lastIndexOf('.') && !seconds.equals(".")) {
                sum = sum.add(new BigDecimal(seconds));
                any = true;
            }
        }
        return any ? sum.toPlainString() : "";
    }

    private static List<String> list(String text) {
        boolean several = text.indexOf(' ') > 0;
        return text.isEmpty() ? List.of() : several ? List.of(NEXT.split(text)) : List.of(text);
    }

    /** A number of seconds without its unit. */
    private static String seconds(String text) {
        String number =
                text.endsWith("s") ? text.substring(0, text.length() - 1).strip() : text;
        boolean digits = !number.isEmpty() && number.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.');
        return digits ? number : "";
    }
}
