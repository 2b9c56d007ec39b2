// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.falco;

import io.fairlead.enrich.address.IpLiteral;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.WholeNumber;

/**
 * The two ends of a connection. Falco names them client and server, and local and remote; where it says who is the client,
 * that end is the source. A rule that prints neither mostly prints {@code fd.name}: {@code CLIENT:PORT->SERVER:PORT}.
 */
final class ConnectionFields {
    private final OutputFields fields;
    private final EcsDocument document;

    ConnectionFields(OutputFields fields, EcsDocument document) {
        this.fields = fields;
        this.document = document;
    }

    /** Writes them; false when there are none. */
    boolean write() {
        String client = fields.text("fd.cip");
        String server = fields.text("fd.sip");
        end("client", client, fields.text("fd.cport"), fields.text("fd.cip.name"));
        end("server", server, fields.text("fd.sport"), fields.text("fd.sip.name"));
        if (!client.isEmpty() || !server.isEmpty()) {
            end("source", client, fields.text("fd.cport"), fields.text("fd.cip.name"));
            end("destination", server, fields.text("fd.sport"), fields.text("fd.sip.name"));
            return true;
        }
        String local = fields.text("fd.lip");
        String remote = fields.text("fd.rip");
        if (!local.isEmpty() || !remote.isEmpty()) {
            end("source", local, fields.text("fd.lport"), fields.text("fd.lip.name"));
            end("destination", remote, fields.text("fd.rport"), fields.text("fd.rip.name"));
            return true;
        }
        return tuple(fields.text("fd.name"));
    }

    private boolean tuple(String name) {
        int arrow = name.indexOf("->");
        if (arrow < 0 || !isEnd(name.substring(0, arrow)) || !isEnd(name.substring(arrow + 2))) {
            return false;
        }
        end("source", host(name.substring(0, arrow)), port(name.substring(0, arrow)), "");
        end("destination", host(name.substring(arrow + 2)), port(name.substring(arrow + 2)), "");
        return true;
    }

    private static boolean isEnd(String end) {
        return end.lastIndexOf(':') > 0 && IpLiteral.isLiteral(host(end));
    }

    private static String host(String end) {
        String host = end.substring(0, Math.max(0, end.lastIndexOf(':')));
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static String port(String end) {
        return end.substring(end.lastIndexOf(':') + 1);
    }

    private void end(String side, String address, String port, String domain) {
        if (address.isEmpty() && port.isEmpty() && domain.isEmpty()) {
            return;
        }
        document.text(side + ".address", address).text(side + ".domain", domain);
        if (IpLiteral.isLiteral(address)) {
            document.text(side + ".ip", address);
        }
        WholeNumber.of(port).ifPresent(number -> {
            if (number >= 0 && number < 65_536) {
                document.number(side + ".port", number);
            }
        });
    }
}
