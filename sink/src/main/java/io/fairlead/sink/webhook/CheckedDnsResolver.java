// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves a destination's host and refuses it when any of its addresses is not public. The client connects to exactly
 * the addresses returned here, so a name cannot resolve to something else between the check and the connection.
 */
final class CheckedDnsResolver implements DnsResolver {
    /** The host leads to an address inside. */
    static final class AddressRefusedException extends UnknownHostException {
        private static final long serialVersionUID = 1;

        AddressRefusedException(String message) {
            super(message);
        }
    }

    private final boolean allowPrivate;

    CheckedDnsResolver(boolean allowPrivate) {
        this.allowPrivate = allowPrivate;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = InetAddress.getAllByName(host);
        if (!allowPrivate && !Arrays.stream(addresses).allMatch(PublicAddresses::contains)) {
            throw new AddressRefusedException("the host leads to an address that is not public;"
                    + " set allow-private-addresses if that is meant");
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
