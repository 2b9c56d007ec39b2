// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.json;

import org.jspecify.annotations.Nullable;

/**
 * Keys of trees: a parser gives the same object for the same name, by which they are found in a table of fixed size,
 * in which a key takes the place of another. For one thread.
 */
final class WrittenKeys {
    private static final int KEYS = 2048;
    private static final int LONGEST_KEY = 64;

    /** Keys of the same place stand side by side: the same name is in two objects where a record's key is also a field. */
    private static final int NEIGHBOURS = 4;

    private final @Nullable Key[] keys = new @Nullable Key[KEYS];
    private int next;

    Key of(String name) {
        int hash = name.hashCode();
        int slot = hash ^ hash >>> 16;
        for (int i = 0; i < NEIGHBOURS; i++) {
            Key key = keys[slot + i & KEYS - 1];
            if (key != null && key.name() == name) {
                return key;
            }
        }
        Key key = new Key(name);
        if (name.length() <= LONGEST_KEY) {
            keys[slot + (next++ & NEIGHBOURS - 1) & KEYS - 1] = key;
        }
        return key;
    }
}
