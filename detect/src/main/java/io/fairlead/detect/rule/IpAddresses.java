// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

import java.util.Optional;

/** Reads addresses from text; never asks a name server. */
final class IpAddresses {
    private IpAddresses() {}

    /** 4 or 16 bytes; empty when the text is no address. IPv4-mapped IPv6 addresses become IPv4. */
    static Optional<byte[]> parse(String text) {
        if (text.length() > 45) {
            return Optional.empty();
        }
        return text.indexOf(':') >= 0 ? ipv6(text) : ipv4(text);
    }

    private static Optional<byte[]> ipv4(String text) {
        byte[] address = new byte[4];
        int part = 0;
        int value = -1;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '.';
            if (c == '.') {
                if (value < 0 || part > 3) {
                    return Optional.empty();
                }
                address[part++] = (byte) value;
                value = -1;
            } else if (c >= '0' && c <= '9') {
                value = Math.max(value, 0) * 10 + (c - '0');
                if (value > 255) {
                    return Optional.empty();
                }
            } else {
                return Optional.empty();
            }
        }
        return part == 4 ? Optional.of(address) : Optional.empty();
    }

    private static Optional<byte[]> ipv6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return Optional.empty();
        }
        byte[] head = groups(gap < 0 ? text : text.substring(0, gap), gap < 0);
        byte[] tail = gap < 0 ? new byte[0] : groups(text.substring(gap + 2), true);
        if (head.length == 1 || tail.length == 1 || head.length + tail.length > (gap < 0 ? 16 : 14)) {
            return Optional.empty();
        }
        if (gap < 0 && head.length != 16) {
            return Optional.empty();
        }
        byte[] address = new byte[16];
        System.arraycopy(head, 0, address, 0, head.length);
        System.arraycopy(tail, 0, address, 16 - tail.length, tail.length);
        return Optional.of(unmapped(address));
    }

    /** The bytes of colon-separated groups; one single byte stands for "not readable". */
    private static byte[] groups(String text, boolean mayEndInIpv4) {
        byte[] unreadable = new byte[1];
        if (text.isEmpty()) {
            return new byte[0];
        }
        String[] groups = text.split(":", -1);
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream(16);
        for (int i = 0; i < groups.length; i++) {
            if (mayEndInIpv4 && i == groups.length - 1 && groups[i].indexOf('.') >= 0) {
                Optional<byte[]> last = ipv4(groups[i]);
                if (last.isEmpty()) {
                    return unreadable;
                }
                bytes.writeBytes(last.get());
            } else if (groups[i].isEmpty() || groups[i].length() > 4 || !isHex(groups[i])) {
                return unreadable;
            } else {
                int value = Integer.parseInt(groups[i], 16);
                bytes.write(value >> 8);
                bytes.write(value);
            }
        }
        return bytes.toByteArray();
    }

    private static boolean isHex(String text) {
        return text.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
    }

    private static byte[] unmapped(byte[] address) {
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return address;
            }
        }
        boolean mapped = address[10] == (byte) 0xFF && address[11] == (byte) 0xFF;
        return mapped ? java.util.Arrays.copyOfRange(address, 12, 16) : address;
    }
}
