// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match.text;

import io.fairlead.detect.match.scan.Words;
import java.util.Arrays;

/** Searches bytes for literals. */
public final class Bytes {
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private Bytes() {}

    /** Whether the literal stands at this place; it must fit in the array. */
    public static boolean equal(byte[] text, int at, byte[] literal) {
        return Arrays.equals(text, at, at + literal.length, literal, 0, literal.length);
    }

    /** Whether the literal stands somewhere between these two places. */
    public static boolean contains(byte[] text, int start, int end, byte[] literal) {
        return indexOf(text, start, end, literal) >= 0;
    }

    /** Where the literal stands first between these two places; -1 when it does not. */
    static int indexOf(byte[] text, int start, int end, byte[] literal) {
        int last = end - literal.length;
        if (literal.length == 0) {
            return start;
        }
        int tail = literal.length - 1;
        long head = ONES * (literal[0] & 0xFF);
        long foot = ONES * (literal[tail] & 0xFF);
        int i = start;
        // eight places at once, by the literal's first byte and its last
        for (; i <= last && i + tail + 8 <= text.length; i += 8) {
            long different = (Words.at(text, i) ^ head) | (Words.at(text, i + tail) ^ foot);
            long same = (different - ONES) & ~different & HIGH;
            while (same != 0) {
                int at = i + (Long.numberOfTrailingZeros(same) >>> 3);
                if (at <= last && equal(text, at, literal)) {
                    return at;
                }
                same &= same - 1;
            }
        }
        for (; i <= last; i++) {
            if (equal(text, i, literal)) {
                return i;
            }
        }
        return -1;
    }
}
