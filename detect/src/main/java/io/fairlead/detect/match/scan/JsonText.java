// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match.scan;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The slow way through a JSON string (RFC 8259 section 7): escapes, and UTF-8 beyond ASCII. */
final class JsonText {
    private static final byte[] UNESCAPED = unescaped("\"\\/bfnrt", "\"\\/\b\f\n\r\t");

    private JsonText() {}

    private static byte[] unescaped(String letters, String meanings) {
        byte[] table = new byte[256];
        for (int i = 0; i < letters.length(); i++) {
            table[letters.charAt(i)] = (byte) meanings.charAt(i);
        }
        return table;
    }

    /** What stands behind a backslash for what; 0 when it stands for nothing, or needs more than one byte. */
    static byte unescaped(byte letter) {
        return UNESCAPED[letter & 0xFF];
    }

    /** The string between these two places, without its quotes; it was read once already. */
    static String decode(byte[] in, int start, int end) {
        for (int i = start; i < end; i++) {
            if (in[i] == '\\' || in[i] < 0) {
                StringBuilder text = new StringBuilder(end - start);
                read(in, start, end, text);
                return text.toString();
            }
        }
        return new String(in, start, end - start, StandardCharsets.ISO_8859_1);
    }

    /**
     * Reads a string up to its closing quote.
     *
     * @param text takes the characters; null to pass over them
     * @return the index of the closing quote, the limit when the string is cut there, -1 when it is broken
     */
    static int read(byte[] in, int start, int limit, @Nullable StringBuilder text) {
        int at = start;
        while (at < limit) {
            int c = in[at];
            int length = 1;
            if (c == '"') {
                return at;
            } else if (c == '\\') {
                length = at + 1 < limit && in[at + 1] == 'u' ? 6 : 2;
                c = at + length > limit ? 0 : length == 6 ? hex(in, at + 2) : escaped(in[at + 1]);
                if (c < 0 || at + length > limit) {
                    return -1;
                }
            } else if (c >= 0 && c < ' ') {
                return -1;
            } else if (c < 0) {
                length = length(c);
                c = length < 0 || at + length > limit ? -1 : decoded(in, at, length);
                if (c < 0) {
                    return -1;
                }
            }
            if (text != null) {
                if (c < 0x10000) {
                    text.append((char) c);
                } else {
                    text.append(Character.highSurrogate(c)).append((char) (0xDC00 | (c & 0x3FF)));
                }
            }
            at += length;
        }
        return limit;
    }

    private static int escaped(byte letter) {
        int one = unescaped(letter);
        return one == 0 ? -1 : one;
    }

    private static int hex(byte[] in, int at) {
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = in[i] < 0 ? -1 : Character.digit(in[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = (value << 4) | digit;
        }
        return value;
    }

    private static int length(int first) {
        return (first & 0xE0) == 0xC0 ? 2 : (first & 0xF0) == 0xE0 ? 3 : (first & 0xF8) == 0xF0 ? 4 : -1;
    }

    private static int decoded(byte[] in, int at, int length) {
        int c = in[at] & (0x7F >> length);
        for (int i = at + 1; i < at + length; i++) {
            if ((in[i] & 0xC0) != 0x80) {
                return -1;
            }
            c = (c << 6) | (in[i] & 0x3F);
        }
        return c > Character.MAX_CODE_POINT ? -1 : c;
    }
}
