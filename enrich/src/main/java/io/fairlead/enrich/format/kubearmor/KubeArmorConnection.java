// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.kubearmor;

import io.fairlead.enrich.address.IpLiteral;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.WholeNumber;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The ends of a connection as KubeArmor writes them: of a hook in the kernel {@code remoteip}, {@code port} and {@code protocol},
 * of a system call the members of its socket address or the arguments of {@code socket}.
 */
final class KubeArmorConnection {
    private static final Set<String> TRANSPORTS = Set.of("tcp", "udp", "icmp", "sctp");

    private KubeArmorConnection() {}

    /** Writes them: {@code call} is the record's data, in small letters. */
    static void write(Map<String, String> said, String call, EcsDocument document) {
        String remote = first(said, "remoteip", "sin_addr", "sin6_addr");
        boolean accepted = call.contains("accept");
        boolean own = call.contains("bind") || call.contains("listen");
        String side = accepted || own ? "source" : "destination";
        document.text(side + ".address", remote)
                .text("network.transport", transport(said))
                .text("network.direction", accepted ? "ingress" : call.contains("connect") ? "egress" : "");
        if (IpLiteral.isLiteral(remote)) {
            document.text(side + ".ip", remote).texts("related.ip", List.of(remote));
        }
        WholeNumber.of(first(said, "port", "sin_port", "sin6_port"))
                .ifPresent(port -> document.number(side + ".port", port));
    }

    private static String transport(Map<String, String> said) {
        String named = said.getOrDefault("protocol", "").toLowerCase(Locale.ROOT);
        if (TRANSPORTS.contains(named)) {
            return named;
        }
        String type = said.getOrDefault("type", "");
        return type.contains("SOCK_STREAM") ? "tcp" : type.contains("SOCK_DGRAM") ? "udp" : "";
    }

    private static String first(Map<String, String> said, String... names) {
        for (String name : names) {
            String value = said.getOrDefault(name, "");
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }
}
