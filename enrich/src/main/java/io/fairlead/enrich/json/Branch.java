// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An object of a document while it is built: keys and what stands under them, in the order in which they were first set.
 * Such objects have few keys, so that going through them costs less than a table of hashes, and an entry takes no object
 * of its own.
 *
 * <p>What stands there is a text ({@link String}), texts ({@code String[]}), a whole number ({@link Long}), a
 * {@link Branch}, a tree ({@link com.fasterxml.jackson.databind.JsonNode}) or what is written already ({@link Ready}). A key
 * is found by the identity of its name: names are interned.
 */
public final class Branch {
    private static final int FIRST_SIZE = 8;

    /** Key, value, key, value, … */
    private @Nullable Object[] entries = new @Nullable Object[FIRST_SIZE];

    private int end;
    private boolean redacted;

    /** How many keys there are. */
    public int size() {
        return end / 2;
    }

    /** The key at a place. */
    public Key key(int place) {
        return (Key) entry(place * 2);
    }

    /** What stands under the key at a place. */
    public Object value(int place) {
        return entry(place * 2 + 1);
    }

    /** Puts something in the place of what stands there. */
    public void replace(int place, Object value) {
        entries[place * 2 + 1] = value;
    }

    /** What stands under this key, or null. */
    public @Nullable Object get(Key key) {
        int at = find(key);
        return at < 0 ? null : entries[at + 1];
    }

    /** Sets what stands under this key; gives what stood there, or null. */
    public @Nullable Object set(Key key, Object value) {
        int at = find(key);
        if (at >= 0) {
            Object before = entries[at + 1];
            entries[at + 1] = value;
            return before;
        }
        if (end == entries.length) {
            entries = Arrays.copyOf(entries, end * 2);
        }
        entries[end] = key;
        entries[end + 1] = value;
        end += 2;
        return null;
    }

    /** Takes a key away; gives what stood there, or null. */
    public @Nullable Object remove(Key key) {
        int at = find(key);
        if (at < 0) {
            return null;
        }
        Object before = entries[at + 1];
        System.arraycopy(entries, at + 2, entries, at, end - at - 2);
        end -= 2;
        return before;
    }

    /** Says that all of it was looked through for secrets. */
    public void setRedacted() {
        redacted = true;
    }

    /** Whether all of it was looked through for secrets. */
    public boolean isRedacted() {
        return redacted;
    }

    private int find(Key key) {
        String name = key.name();
        for (int i = 0; i < end; i += 2) {
            if (entries[i] instanceof Key other && other.name() == name) {
                return i;
            }
        }
        return -1;
    }

    private Object entry(int at) {
        Object entry = entries[at];
        if (at >= end || entry == null) {
            throw new IndexOutOfBoundsException(at);
        }
        return entry;
    }
}
