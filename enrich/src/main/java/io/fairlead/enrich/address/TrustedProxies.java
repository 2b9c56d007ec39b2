// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.address;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the address that really connected: only what the last trusted hop saw can be believed, everything before it is
 * the client's own word (X-Forwarded-For).
 */
public final class TrustedProxies {
    private final List<Network> networks;

    /** Networks in CIDR notation; empty when API servers are reached directly. */
    public TrustedProxies(List<String> networks) {
        this.networks = networks.stream().map(Network::parse).toList();
    }

    /**
     * The rightmost address that is no trusted proxy; the leftmost when all are trusted; null when there is none. May be
     * something that is no address at all: then a proxy wrote it.
     */
    public @Nullable String client(List<String> hops) {
        for (int i = hops.size() - 1; i >= 0; i--) {
            if (!trusted(hops.get(i))) {
                return hops.get(i);
            }
        }
        return hops.isEmpty() ? null : hops.get(0);
    }

    private boolean trusted(String hop) {
        if (networks.isEmpty()) {
            return false;
        }
        byte[] address = IpLiteral.parse(hop);
        return address != null && networks.stream().anyMatch(network -> network.contains(address));
    }
}
