// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Tells public addresses from those inside: loopback, link-local (cloud metadata among them), private, shared, reserved,
 * and IPv6 forms that carry an IPv4 address within (IANA special-purpose registries).
 */
final class PublicAddresses {
    private PublicAddresses() {}

    static boolean contains(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? publicV4(bytes, 0) : publicV6(bytes);
    }

    private static boolean publicV4(byte[] b, int at) {
        int first = b[at] & 0xFF;
        int second = b[at + 1] & 0xFF;
        int third = b[at + 2] & 0xFF;
        boolean inside = first == 0
                || first == 10
                || first == 127
                || first >= 224
                || first == 100 && second >= 64 && second < 128
                || first == 169 && second == 254
                || first == 172 && second >= 16 && second < 32
                || first == 192 && second == 168
                || first == 192 && second == 0 && (third == 0 || third == 2)
                || first == 198 && (second == 18 || second == 19 || second == 51 && third == 100)
                || first == 203 && second == 0 && third == 113;
        return !inside;
    }

    private static boolean publicV6(byte[] b) {
        int first = (b[0] & 0xFF) << 8 | b[1] & 0xFF;
        int second = (b[2] & 0xFF) << 8 | b[3] & 0xFF;
        if (first == 0x2002) { // 6to4: the IPv4 address follows
            return publicV4(b, 2);
        }
        if (first == 0x64 && second == 0xFF9B) { // NAT64: the IPv4 address comes last
            return publicV4(b, 12);
        }
        boolean globalUnicast = first >= 0x2000 && first < 0x4000;
        boolean documentation = first == 0x2001 && (second == 0x0DB8 || second < 0x0200);
        return globalUnicast && !documentation;
    }
}
