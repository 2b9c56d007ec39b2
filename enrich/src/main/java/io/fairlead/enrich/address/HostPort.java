// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.address;

/** Addresses as programs write them: host and port, an IPv6 address in brackets. */
public final class HostPort {
    private HostPort() {}

    /** The host without port and brackets; an address without a port as it is. */
    public static String host(String address) {
        int bracket = address.indexOf(']');
        if (address.startsWith("[") && bracket > 0) {
            return address.substring(1, bracket);
        }
        int colon = address.indexOf(':');
        return colon < 0 || colon != address.lastIndexOf(':') ? address : address.substring(0, colon);
    }
}
