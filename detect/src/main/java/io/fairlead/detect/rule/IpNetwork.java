// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

import java.util.Arrays;
import java.util.Optional;

/**
 * An IPv4 or IPv6 network in CIDR notation (RFC 4632, RFC 4291).
 *
 * @param text as the rule wrote it
 * @param address the network's address as lower-case hexadecimal digits, host bits cleared
 * @param prefix leading bits that count
 */
public record IpNetwork(String text, String address, int prefix) {
    private static final int MAPPED = 96;

    /**
     * Reads {@code address/prefix}; a lone address is a network of one. Empty when it is neither. Networks of IPv4-mapped
     * addresses are those of the IPv4 addresses.
     */
    public static Optional<IpNetwork> parse(String text) {
        int slash = text.indexOf('/');
        Optional<byte[]> address = IpAddresses.parse(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = address.get();
        int before = bytes.length == 4 && text.indexOf(':') >= 0 ? MAPPED : 0;
        int bits = bytes.length * 8;
        int prefix = slash < 0 ? bits : number(text.substring(slash + 1)) - before;
        if (prefix < 0 || prefix > bits) {
            return Optional.empty();
        }
        return Optional.of(new IpNetwork(text, hex(mask(bytes, prefix)), prefix));
    }

    /**
     * Whether the text is an address inside this network, whatever its zone ({@code fe80::1%eth0}). An IPv4 address is never
     * inside an IPv6 network.
     */
    public boolean contains(String candidate) {
        byte[] network = java.util.HexFormat.of().parseHex(address);
        int zone = candidate.indexOf('%');
        return IpAddresses.parse(zone < 0 || candidate.indexOf(':') < 0 ? candidate : candidate.substring(0, zone))
                .filter(bytes -> bytes.length == network.length && Arrays.equals(mask(bytes, prefix), network))
                .isPresent();
    }

    private static byte[] mask(byte[] bytes, int prefix) {
        byte[] masked = bytes.clone();
        for (int i = 0; i < masked.length; i++) {
            int keep = Math.clamp(prefix - 8L * i, 0, 8);
            masked[i] &= (byte) (0xFF << (8 - keep));
        }
        return masked;
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }

    private static int number(String digits) {
        if (digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        return Integer.parseInt(digits);
    }
}
