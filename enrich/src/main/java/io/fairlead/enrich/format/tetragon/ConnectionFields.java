// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.tetragon;

import io.fairlead.enrich.address.IpLiteral;
import io.fairlead.enrich.ecs.EcsDocument;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** The two ends of a connection. */
final class ConnectionFields {
    private final EcsDocument document;
    private final Set<String> addresses = new LinkedHashSet<>();

    ConnectionFields(EcsDocument document) {
        this.document = document;
    }

    void write(String source, String sourcePort, String destination, String destinationPort, String transport) {
        end("source", source, sourcePort);
        end("destination", destination, destinationPort);
        document.text("network.transport", transport.toLowerCase(Locale.ROOT)).texts("related.ip", addresses);
    }

    /** An address that a call was given: the one to listen at, or the other end. */
    void named(String function, String address, String port) {
        boolean own = function.contains("bind") || function.contains("listen");
        end(own ? "source" : "destination", address, port);
        document.texts("related.ip", addresses);
    }

    /** The address that a program listens at. */
    void listening(String address, String port, String transport) {
        end("server", address, port);
        document.text("network.transport", transport.toLowerCase(Locale.ROOT));
    }

    private void end(String name, String address, String port) {
        document.text(name + ".address", address);
        if (IpLiteral.isLiteral(address)) {
            document.text(name + ".ip", address);
            addresses.add(address);
        }
        if (port.length() <= 5 && !port.isEmpty() && port.chars().allMatch(c -> c >= '0' && c <= '9')) {
            document.number(name + ".port", Long.parseLong(port));
        }
    }
}
