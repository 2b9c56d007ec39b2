// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Reads literal addresses without ever resolving a name. */
public final class IpLiteral {
    private static final int LONGEST = 45;

    private IpLiteral() {}

    /** The address's 4 or 16 bytes (IPv4-mapped IPv6 as 4), or null when the text is no literal address. */
    public static byte @Nullable [] parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return null;
        }
        return text.indexOf(':') >= 0 ? six(text) : four(text);
    }

    /** True when the text is a literal IPv4 or IPv6 address without zone. */
    public static boolean isLiteral(String text) {
        return parse(text) != null;
    }

    private static byte @Nullable [] four(String text) {
        byte[] address = new byte[4];
        int octet = 0;
        int value = 0;
        int digits = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? '.' : text.charAt(i);
            if (c == '.') {
                if (digits == 0 || octet == 4 || value > 255) {
                    return null;
                }
                address[octet++] = (byte) value;
                value = 0;
                digits = 0;
            } else if (c < '0' || c > '9' || digits == 3 || digits == 1 && value == 0) {
                return null;
            } else {
                value = value * 10 + c - '0';
                digits++;
            }
        }
        return octet == 4 ? address : null;
    }

    private static byte @Nullable [] six(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ':' && c != '.' && Character.digit(c, 16) < 0 || c > 'f') {
                return null;
            }
        }
        try {
            // a text with a colon is never looked up: it is a literal or refused
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException notLiteral) {
            return null;
        }
    }
}
