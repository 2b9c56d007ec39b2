// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Literals, one behind the other. */
final class Pool {
    private byte[] bytes = new byte[256];
    private int size;

    /** Bytes that are equal when what they hold is. */
    record Key(byte[] bytes) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /** Where the literal begins. */
    int add(byte[] literal) {
        if (size + literal.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + literal.length, 2 * bytes.length));
        }
        System.arraycopy(literal, 0, bytes, size, literal.length);
        size += literal.length;
        return size - literal.length;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }
}
