// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds a key by its bytes: by its first and last eight, and by the rest where it is longer than both. */
final class KeyTable {
    private final byte[][] names;
    private final PathNode[] nodes;
    private final long[] heads;
    private final long[] tails;
    private final int mask;

    KeyTable(Map<String, PathNode> entries) {
        int size = Integer.highestOneBit(Math.max(1, entries.size())) * 4;
        this.names = new byte[size][];
        this.nodes = new PathNode[size];
        this.heads = new long[size];
        this.tails = new long[size];
        this.mask = size - 1;
        entries.forEach((name, node) -> put(name.getBytes(StandardCharsets.UTF_8), node));
    }

    private void put(byte[] name, PathNode node) {
        long head = head(name, 0, name.length);
        long tail = tail(name, 0, name.length);
        int at = hash(head, tail, name.length) & mask;
        while (names[at] != null) {
            at = (at + 1) & mask;
        }
        names[at] = name;
        nodes[at] = node;
        heads[at] = head;
        tails[at] = tail;
    }

    @Nullable
    PathNode find(byte[] key, int start, int end) {
        int length = end - start;
        long head = head(key, start, end);
        long tail = tail(key, start, end);
        for (int at = hash(head, tail, length) & mask; ; at = (at + 1) & mask) {
            byte[] name = names[at];
            if (name == null) {
                return null;
            }
            if (heads[at] == head
                    && tails[at] == tail
                    && name.length == length
                    && (length <= 16 || Arrays.equals(name, 8, length - 8, key, start + 8, end - 8))) {
                return nodes[at];
            }
        }
    }

    private static long head(byte[] key, int start, int end) {
        if (start + 8 <= key.length) {
            return Words.first(Words.at(key, start), end - start);
        }
        long head = 0;
        for (int i = end - 1; i >= start; i--) {
            head = (head << 8) | (key[i] & 0xFF);
        }
        return head;
    }

    private static long tail(byte[] key, int start, int end) {
        return end - start <= 8 ? 0 : Words.at(key, end - 8);
    }

    private static int hash(long head, long tail, int length) {
        long mixed = (head * 0x9E3779B97F4A7C15L) ^ ((tail + length) * 0xC2B2AE3D27D4EB4FL);
        return (int) (mixed >>> 32) ^ (int) (mixed >>> 48);
    }
}
