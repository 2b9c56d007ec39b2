// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as ingress-nginx logged it, read into one record whatever its {@code log-format-upstream} is: the default line,
 * that of releases before 0.25, or JSON with the names of NGINX' variables.
 */
final class NginxIngressLine {
    private static final List<String> NAMES = List.of(
            "address",
            "user",
            "time",
            "request",
            "status",
            "sent",
            "referrer",
            "agent",
            "length",
            "took",
            "upstream",
            "alternative");
    private static final List<String> TAIL = List.of("server", "answered", "waited", "codes", "id");
    private static final Pattern LINE = Pattern.compile(
            "(\\S+(?:, \\S+)*) - (?:\\[[^\\]]*\\] - )?(.+?) \\[([^\\]]+)\\] \"([^\"]*)\" (\\d{3}) (\\d+)"
                    + " \"([^\"]*)\" \"([^\"]*)\" (\\d+) ([0-9.]+) \\[([^\\]]*)\\](?: \\[([^\\]]*)\\])? (\\S.*)");

    /** What the variables are called in JSON, without the signs between their words, and in the record. */
    private static final Map<String, String> VARIABLES = variables();

    private NginxIngressLine() {}

    /** The values of a line of text. */
    static Optional<ObjectNode> of(String text) {
        Matcher match = LINE.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < NAMES.size(); i++) {
            String value = match.group(i + 1);
            if (value != null && !value.equals("-")) {
                record.put(NAMES.get(i), value);
            }
        }
        return tail(match.group(NAMES.size() + 1), record) ? Optional.of(record) : Optional.empty();
    }

    /** Four values, each a list where a request was tried at several upstreams, and in newer releases the request's id. */
    private static boolean tail(String text, ObjectNode record) {
        int at = 0;
        int start = 0;
        while (start < text.length()) {
            if (at == TAIL.size()) {
                return false;
            }
            int end = end(text, start);
            String value = text.substring(start, end);
            if (!value.equals("-")) {
                record.put(TAIL.get(at), value);
            }
            at++;
            start = end + 1;
        }
        return at >= TAIL.size() - 1;
    }

    /** The end of a value or of a list, whose members stand behind a comma, or behind a colon after an internal redirect. */
    private static int end(String text, int start) {
        int end = text.indexOf(' ', start);
        while (end > 0 && (text.charAt(end - 1) == ',' || text.startsWith(" : ", end))) {
            end = text.indexOf(' ', text.charAt(end - 1) == ',' ? end + 1 : end + 3);
        }
        return end < 0 ? text.length() : end;
    }

    /**
     * The values of a JSON line, or empty when it has neither the upstream's name, which only ingress-nginx knows, nor all that
     * its documentation's own example of such a format has.
     */
    static Optional<ObjectNode> of(ObjectNode json) {
        boolean named = json.has("proxy_upstream_name") || json.has("proxyUpstreamName");
        boolean example =
                json.has("vhost") && json.has("request_proto") && json.has("remote_addr") && json.has("method");
        if (!named && !example) {
            return Optional.empty();
        }
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        take(json, record);
        json.forEach(value -> {
            if (value instanceof ObjectNode inner) {
                take(inner, record);
            }
        });
        return Optional.of(record);
    }

    private static void take(ObjectNode json, ObjectNode record) {
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            String plain = entry.getKey().replaceAll("[_@.\\-]", "").toLowerCase(Locale.ROOT);
            String name = VARIABLES.get(plain);
            JsonNode value = entry.getValue();
            if (name != null && value.isValueNode() && !value.isNull() && !record.has(name)) {
                String text = value.asText().strip();
                if (!text.isEmpty() && !text.equals("-")) {
                    record.put(name, text);
                }
            }
        }
    }

    private static Map<String, String> variables() {
        Map<String, String> names = new HashMap<>();
        add(names, "address", "remoteaddr", "remoteip", "therealip", "clientip", "client");
        add(names, "user", "remoteuser");
        add(names, "time", "time", "timestamp", "timeiso8601", "timelocal");
        add(names, "request", "request");
        add(names, "method", "method", "requestmethod");
        add(names, "target", "requesturi", "requesturl");
        add(names, "path", "path", "uri");
        add(names, "query", "requestquery", "args", "querystring");
        add(names, "host", "vhost", "host", "httphost", "servername");
        add(names, "protocol", "requestproto", "serverprotocol", "protocol");
        add(names, "status", "status");
        add(names, "sent", "bodybytessent", "bytessent", "responsesize");
        add(names, "length", "requestlength", "requestsize");
        add(names, "took", "requesttime", "duration", "latency");
        add(names, "referrer", "httpreferrer", "httpreferer", "referer", "referrer");
        add(names, "agent", "httpuseragent", "useragent");
        add(names, "forwarded", "xforwardedfor", "httpxforwardedfor", "xforwardfor");
        add(names, "upstream", "proxyupstreamname");
        add(names, "alternative", "proxyalternativeupstreamname");
        add(names, "server", "upstreamaddr");
        add(names, "answered", "upstreamresponselength");
        add(names, "waited", "upstreamresponsetime");
        add(names, "codes", "upstreamstatus");
        add(names, "id", "reqid", "requestid");
        add(names, "namespace", "namespace");
        add(names, "ingress", "ingressname");
        add(names, "service", "servicename");
        return Map.copyOf(names);
    }

    private static void add(Map<String, String> names, String to, String... from) {
        for (String name : from) {
            names.put(name, to);
        }
    }
}
