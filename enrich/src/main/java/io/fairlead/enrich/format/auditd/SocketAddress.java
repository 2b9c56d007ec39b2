// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What {@code saddr} of a SOCKADDR record holds: a C {@code sockaddr} of a little-endian machine (see {@code bits/socket.h}). */
final class SocketAddress {
    private static final int UNIX = 1;
    private static final int INET = 2;
    private static final int INET6 = 10;
    private static final int NETLINK = 16;
    private static final HexFormat HEX = HexFormat.of();

    private SocketAddress() {}

    /** Family, and address, port or path; empty when the digits are none of a socket's address. */
    static Optional<Map<String, String>> of(String saddr) {
        byte[] bytes;
        try {
            bytes = HEX.parseHex(saddr);
        } catch (IllegalArgumentException notHexadecimal) {
            return Optional.empty();
        }
        if (bytes.length < 2) {
            return Optional.empty();
        }
        int family = bytes[0] & 0xFF | (bytes[1] & 0xFF) << 8;
        Map<String, String> fields = new TreeMap<>();
        if (family == UNIX) {
            fields.put("family", "unix");
            put(fields, "path", path(bytes));
        } else if (family == INET && bytes.length >= 8) {
            internet(fields, "ipv4", bytes, 4, 4);
        } else if (family == INET6 && bytes.length >= 24) {
            internet(fields, "ipv6", bytes, 8, 16);
        } else {
            fields.put("family", family == NETLINK ? "netlink" : String.valueOf(family));
            fields.put("saddr", saddr);
        }
        return Optional.of(fields);
    }

    private static void internet(Map<String, String> fields, String family, byte[] bytes, int from, int length) {
        fields.put("family", family);
        fields.put("addr", address(bytes, from, length));
        fields.put("port", String.valueOf((bytes[2] & 0xFF) << 8 | bytes[3] & 0xFF));
    }

    private static String address(byte[] bytes, int from, int length) {
        try {
            InetAddress address = InetAddress.getByAddress(java.util.Arrays.copyOfRange(bytes, from, from + length));
            return length == 4 ? address.getHostAddress() : CompressedIpv6.of(address.getAddress());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four and sixteen bytes are always an address", impossible);
        }
    }

    /** The path; an abstract name, which begins with a zero byte, is written with an at sign as ss and lsof do. */
    private static String path(byte[] bytes) {
        boolean isAbstract = bytes.length > 3 && bytes[2] == 0 && bytes[3] != 0;
        int from = isAbstract ? 3 : 2;
        int end = from;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        String name = new String(bytes, from, end - from, StandardCharsets.UTF_8);
        return isAbstract ? "@" + name : name;
    }

    private static void put(Map<String, String> fields, String key, String value) {
        if (!value.isEmpty()) {
            fields.put(key, value);
        }
    }
}
