// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.component;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.fairlead.enrich.address.HostPort;
import io.fairlead.enrich.address.IpLiteral;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.WholeNumber;
import java.util.List;
import java.util.Locale;

/** What the message of a component says happened, where a detection asks for it: handshakes and requests refused. */
final class ComponentMeaning {
    private static final Pattern HANDSHAKE = Pattern.compile("TLS handshake error from (\\S+):(\\d+): (.*)");
    private static final List<String> UNAUTHENTICATED = List.of(
            "unable to authenticate the request",
            "authentication failed",
            "invalid auth token",
            "auth: invalid user",
            "invalid username or password");
    private static final List<String> REFUSED =
            List.of("rejected connection", "authorization denied", "etcdserver: permission denied");
    /** Verbs of Kubernetes that are no methods of HTTP. */
    private static final List<String> READS = List.of("LIST", "WATCH");

    private static final Pattern FORBIDDEN =
            Pattern.compile("forbidden: User \\\\?\"([^\"\\\\]+)\\\\?\" cannot (\\w+) ");

    private ComponentMeaning() {}

    static void write(Fields record, EcsDocument document) {
        String message = record.text("msg");
        Matcher handshake = HANDSHAKE.matcher(message);
        String low = message.toLowerCase(Locale.ROOT);
        if (handshake.find()) {
            refused("tls-handshake", "network", document);
            source(handshake.group(1), document);
            document.text("error.message", handshake.group(3));
        } else if (UNAUTHENTICATED.stream().anyMatch(low::contains)) {
            refused("authentication", "authentication", document);
        } else if (REFUSED.stream().anyMatch(low::contains)) {
            refused("connection-refused", "network", document);
            String peer = record.text("remote-addr", "remote-peer-addr");
            int colon = peer.lastIndexOf(':');
            source(colon < 0 ? peer : peer.substring(0, colon), document);
        } else if (low.contains("forbidden: user ") || record.text("err").contains("forbidden: User ")) {
            forbidden(message + " " + record.text("err"), document);
        } else if (message.equals("HTTP") && !record.text("verb").isEmpty()) {
            answered(record, document);
        }
    }

    /** What the API server did not let the component do. */
    private static void forbidden(String said, EcsDocument document) {
        Matcher refused = FORBIDDEN.matcher(said);
        if (refused.find()) {
            document.text("event.action", refused.group(2))
                    .texts("event.category", List.of("api"))
                    .texts("event.type", List.of("denied"))
                    .text("event.outcome", "failure")
                    .text("user.name", refused.group(1))
                    .texts("related.user", List.of(refused.group(1)));
        }
    }

    /** A request that a component answered (httplog of k8s.io/apiserver). */
    private static void answered(Fields record, EcsDocument document) {
        String code = record.text("resp");
        String uri = record.text("URI");
        int query = uri.indexOf('?');
        document.text("event.action", record.text("verb"))
                .texts("event.category", List.of("api"))
                .texts("event.type", List.of("access"))
                .text("event.outcome", code.startsWith("4") || code.startsWith("5") ? "failure" : "success")
                .text("http.request.method", READS.contains(record.text("verb")) ? "GET" : record.text("verb"))
                .text("url.original", uri)
                .text("url.path", query < 0 ? uri : uri.substring(0, query))
                .text("user_agent.original", record.text("userAgent"));
        record.number("resp", "http.response.status_code", document);
        String peer = record.text("srcIP");
        source(HostPort.host(peer), document);
        WholeNumber.of(peer.substring(peer.lastIndexOf(':') + 1))
                .ifPresent(port -> document.number("source.port", port));
    }

    private static void refused(String action, String category, EcsDocument document) {
        boolean network = category.equals("network");
        document.text("event.action", action)
                .texts("event.category", List.of(category))
                .texts("event.type", List.of(network ? "denied" : "start"))
                .text("event.outcome", "failure");
    }

    private static void source(String host, EcsDocument document) {
        String address = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        document.text("source.address", address);
        if (IpLiteral.isLiteral(address)) {
            document.text("source.ip", address).texts("related.ip", List.of(address));
        }
    }
}
