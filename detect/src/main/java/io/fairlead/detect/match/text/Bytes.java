// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match.text;

import io.fairlead.detect.match.scan.Words;
import java.util.Arrays;

/** Searches bytes for literals. */
public final class Bytes {
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
        if (literal.length >= 4) {
            int first = Words.fourAt(literal, 0);
            for (int i = start; i <= last; i++) {
                if (Words.fourAt(text, i) == first && equal(text, i, literal)) {
                    return i;
                }
            }
            return -1;
        }
        for (int i = start; i <= last; i++) {
            if (startsHere(text, i, literal)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean startsHere(byte[] text, int at, byte[] literal) {
        for (int i = 0; i < literal.length; i++) {
            if (text[at + i] != literal[i]) {
                return false;
            }
        }
        return true;
    }
}
