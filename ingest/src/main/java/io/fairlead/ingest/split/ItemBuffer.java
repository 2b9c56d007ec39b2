// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.split;

import java.util.Arrays;

/**
 * The bytes of the item being read. Past its cap it counts on, but keeps only the newest bytes, so that the place where
 * a neighbour begins can still be recognised.
 */
final class ItemBuffer {
    private static final int SMALL = 1024;
    private static final int KEPT_BETWEEN_ITEMS = 1 << 20;
    private static final int TAIL = 128;

    private final int cap;
    private byte[] bytes = new byte[SMALL];
    private int size;
    private long length;
    private boolean overflowed;

    ItemBuffer(int cap) {
        this.cap = cap;
    }

    void append(byte next) {
        if (size == cap) {
            System.arraycopy(bytes, size - TAIL, bytes, 0, TAIL);
            size = TAIL;
            overflowed = true;
        } else if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(cap, 2 * size));
        }
        bytes[size++] = next;
        length++;
    }

    void clear() {
        if (bytes.length > KEPT_BETWEEN_ITEMS) {
            bytes = new byte[Math.min(cap, SMALL)];
        }
        size = 0;
        length = 0;
        overflowed = false;
    }

    /** Bytes appended since it was cleared, kept or not. */
    long length() {
        return length;
    }

    /** Bytes still here. */
    int size() {
        return size;
    }

    boolean overflowed() {
        return overflowed;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }

    byte[] copyFrom(int index) {
        return Arrays.copyOfRange(bytes, index, size);
    }

    byte last() {
        return bytes[size - 1];
    }

    /** Removes the newest byte. */
    void dropLast() {
        size--;
        length--;
    }

    boolean matches(byte[] pattern, int at) {
        return at >= 0
                && at + pattern.length <= size
                && Arrays.equals(bytes, at, at + pattern.length, pattern, 0, pattern.length);
    }
}
