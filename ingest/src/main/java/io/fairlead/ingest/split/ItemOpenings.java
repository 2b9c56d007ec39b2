// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.split;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * How the items of one body begin: a separator and the first bytes of an item. Used only when an item turns out broken,
 * to find the next one. Each opening holds a raw quote or a raw line feed, which never stand inside a JSON string.
 */
final class ItemOpenings {
    private static final int LONGEST = 64;

    private final List<byte[]> openings = new ArrayList<>();
    private boolean learned;

    ItemOpenings(List<String> known) {
        known.forEach(opening -> openings.add(opening.getBytes(StandardCharsets.UTF_8)));
    }

    /** Takes the first key of a good list item, as other items of the same sender begin with it too. */
    void learn(byte[] item) {
        if (learned || item.length < 3 || item[0] != '{' || item[1] != '"') {
            return;
        }
        learned = true;
        for (int i = 2; i < Math.min(item.length, LONGEST); i++) {
            if (item[i] == '"') {
                byte[] opening = new byte[i + 2];
                opening[0] = ',';
                System.arraycopy(item, 0, opening, 1, i + 1);
                openings.add(opening);
                return;
            }
        }
    }

    /** The index of the first opening behind the buffer's first byte, or -1. */
    int find(ItemBuffer buffer) {
        for (int at = 1; at < buffer.size(); at++) {
            for (byte[] opening : openings) {
                if (buffer.matches(opening, at)) {
                    return at;
                }
            }
        }
        return -1;
    }

    /** The index of an opening the buffer ends with, or -1. */
    int atEnd(ItemBuffer buffer) {
        for (byte[] opening : openings) {
            int at = buffer.size() - opening.length;
            if (opening[opening.length - 1] == buffer.last() && at >= 0 && buffer.matches(opening, at)) {
                return at;
            }
        }
        return -1;
    }
}
