// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.component;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.fairlead.enrich.address.IpLiteral;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
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
            List.of("rejected connection", "authorization denied", "permission denied", "forbidden:");

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
        }
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
