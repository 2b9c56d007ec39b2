// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match.scan;

/**
 * Text as UTF-8 in which lone surrogates, which JSON can escape, stand as the three bytes that their number would have; so
 * different texts are different bytes.
 */
public final class Utf8 {
    /** The bytes that a character can need, at most. */
    static final int LONGEST = 3;

    private Utf8() {}

    /** The text's bytes. */
    public static byte[] bytes(String text) {
        byte[] bytes = new byte[text.length() * LONGEST];
        return java.util.Arrays.copyOf(bytes, write(text, bytes, 0));
    }

    /** Writes the text; gives back the index behind it. There must be room for {@link #LONGEST} bytes a character. */
    static int write(String text, byte[] bytes, int from) {
        int to = from;
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c < 0x80) {
                bytes[to++] = (byte) c;
            } else if (c < 0x800) {
                bytes[to++] = (byte) (0xC0 | (c >> 6));
                bytes[to++] = (byte) (0x80 | (c & 0x3F));
            } else if (c < 0x10000) {
                bytes[to++] = (byte) (0xE0 | (c >> 12));
                bytes[to++] = (byte) (0x80 | ((c >> 6) & 0x3F));
                bytes[to++] = (byte) (0x80 | (c & 0x3F));
            } else {
                bytes[to++] = (byte) (0xF0 | (c >> 18));
                bytes[to++] = (byte) (0x80 | ((c >> 12) & 0x3F));
                bytes[to++] = (byte) (0x80 | ((c >> 6) & 0x3F));
                bytes[to++] = (byte) (0x80 | (c & 0x3F));
            }
        }
        return to;
    }
}
