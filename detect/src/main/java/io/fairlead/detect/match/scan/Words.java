// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes of text at a time, the first in the lowest bits. */
public final class Words {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private Words() {}

    /** The eight bytes from here on; they must be there. */
    public static long at(byte[] bytes, int index) {
        return (long) LONG.get(bytes, index);
    }

    /** The four bytes from here on; they must be there. */
    public static int fourAt(byte[] bytes, int index) {
        return (int) INT.get(bytes, index);
    }

    static void put(byte[] bytes, int index, long word) {
        LONG.set(bytes, index, word);
    }

    /** The first bytes of a word, the others zero. */
    public static long first(long word, int bytes) {
        return bytes >= 8 ? word : word & ((1L << (8 * bytes)) - 1);
    }

    /** The last bytes of a word, moved to its beginning; at least one. */
    public static long last(long word, int bytes) {
        return word >>> (64 - 8 * bytes);
    }

    /** Marks bytes that end the easy part of a JSON string: quote, backslash, control, not ASCII. The lowest mark is exact. */
    static long special(long word) {
        long quote = word ^ (ONES * '"');
        long backslash = word ^ (ONES * '\\');
        long marks =
                ((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash) | ((word - ONES * ' ') & ~word) | word;
        return marks & HIGH;
    }

    /** The number of bytes before the lowest mark. */
    static int before(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }

    /** ASCII letters in lower case, other bytes as they are. */
    static long lower(long word) {
        long low = word & ~HIGH;
        long fromA = low + ONES * (0x80 - 'A');
        long beyondZ = low + ONES * (0x7F - 'Z');
        long upper = ~word & HIGH & (fromA ^ beyondZ);
        return word | (upper >>> 2);
    }

    /** One byte as {@link #lower(long)} has it. */
    static byte lower(byte one) {
        return one >= 'A' && one <= 'Z' ? (byte) (one + ('a' - 'A')) : one;
    }
}
