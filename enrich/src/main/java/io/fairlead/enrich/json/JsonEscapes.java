// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Characters of JSON texts (RFC 8259, 7) that are not written as the one byte they are. */
final class JsonEscapes {
    /** What stands behind the backslash of a character of ASCII; 0 where it needs none. */
    static final byte[] BEHIND = new byte[0x80];

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    static {
        Arrays.fill(BEHIND, 0, ' ', (byte) 'u');
        BEHIND['"'] = '"';
        BEHIND['\\'] = '\\';
        BEHIND['\b'] = 'b';
        BEHIND['\t'] = 't';
        BEHIND['\n'] = 'n';
        BEHIND['\f'] = 'f';
        BEHIND['\r'] = 'r';
    }

    private JsonEscapes() {}

    static int escaped(byte[] buffer, int from, char c, byte escape) {
        int position = from;
        buffer[position++] = '\\';
        buffer[position++] = escape;
        if (escape == 'u') {
            buffer[position++] = '0';
            buffer[position++] = '0';
            buffer[position++] = HEX[c >> 4];
            buffer[position++] = HEX[c & 15];
        }
        return position;
    }

    static int encoded(byte[] buffer, int from, int point) {
        int position = from;
        if (point < 0x800) {
            buffer[position++] = (byte) (0xC0 | point >> 6);
        } else {
            if (point < 0x10000) {
                buffer[position++] = (byte) (0xE0 | point >> 12);
            } else {
                buffer[position++] = (byte) (0xF0 | point >> 18);
                buffer[position++] = (byte) (0x80 | point >> 12 & 0x3F);
            }
            buffer[position++] = (byte) (0x80 | point >> 6 & 0x3F);
        }
        buffer[position++] = (byte) (0x80 | point & 0x3F);
        return position;
    }
}
