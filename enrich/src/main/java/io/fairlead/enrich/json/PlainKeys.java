// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.json;

import org.jspecify.annotations.Nullable;

/**
 * Keys that were looked at lately and need no repair, found by identity: parsers give the same object for the same name. A
 * table of fixed size in which a key takes the place of another. Threads may race: at worst a key is looked at once more.
 */
final class PlainKeys {
    private static final int SLOTS = 1024;
    private static final int LONGEST = 64;

    private final @Nullable String[] keys = new @Nullable String[SLOTS];

    boolean has(String key) {
        return keys[slot(key)] == key;
    }

    void add(String key) {
        if (key.length() <= LONGEST) {
            keys[slot(key)] = key;
        }
    }

    private static int slot(String key) {
        int hash = key.hashCode();
        return (hash ^ hash >>> 16) & SLOTS - 1;
    }
}
