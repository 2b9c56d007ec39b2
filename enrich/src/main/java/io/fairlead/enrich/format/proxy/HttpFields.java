// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.proxy;

import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import java.util.List;

/** What the values of an access line say in ECS, whichever proxy wrote them. */
final class HttpFields {
    private HttpFields() {}

    /** What a request was and how it ended: the target is a path with its query, or a whole URL. */
    static void write(String method, String target, String version, String status, EcsDocument document) {
        int scheme = target.indexOf("://");
        int slash = scheme < 0 ? 0 : target.indexOf('/', scheme + 3);
        String path = slash < 0 ? "" : target.substring(slash);
        int question = path.indexOf('?');
        document.text("http.request.method", method)
                .text("url.original", target)
                .text("url.path", question < 0 ? path : path.substring(0, question))
                .text("url.query", question < 0 ? "" : path.substring(question + 1))
                .text("http.version", version.startsWith("HTTP/") ? version.substring(5) : "");
        if (scheme > 0) {
            String authority = target.substring(scheme + 3, slash < 0 ? target.length() : slash);
            document.text("url.scheme", target.substring(0, scheme));
            authority(authority, document);
        }
        boolean refused = status.startsWith("4") || status.startsWith("5");
        document.texts("event.category", List.of("web"))
                .texts("event.type", List.of("access"))
                .text("event.outcome", refused || status.equals("0") ? "failure" : "success");
        if (status.length() == 3 && status.chars().allMatch(c -> c >= '0' && c <= '9')) {
            document.number("http.response.status_code", Long.parseLong(status));
        }
    }

    /** The host that was asked for, and its port where one is written. */
    static void authority(String authority, EcsDocument document) {
        int colon = authority.lastIndexOf(':');
        boolean port =
                colon > authority.lastIndexOf(']') && colon == authority.indexOf(':', authority.lastIndexOf(']') + 1);
        document.text("url.domain", port ? authority.substring(0, colon) : authority);
        if (port) {
            port(authority, "url.port", document);
        }
    }

    /** The address before the port; an IPv6 address stands in brackets. */
    static String host(String address) {
        int colon = address.lastIndexOf(':');
        String host = colon < 0 ? address : address.substring(0, colon);
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /** The port behind the address. */
    static void port(String address, String to, EcsDocument document) {
        String port = address.substring(address.lastIndexOf(':') + 1);
        if (!port.isEmpty()
                && port.length() < 6
                && port.length() < address.length()
                && port.chars().allMatch(c -> c >= '0' && c <= '9')) {
            document.number(to, Long.parseLong(port));
        }
    }

    /** The value at the first path that has one which is more than a dash. */
    static String text(Fields record, String... paths) {
        for (String path : paths) {
            String text = record.text(path);
            if (!text.isEmpty() && !text.equals("-")) {
                return text;
            }
        }
        return "";
    }
}
