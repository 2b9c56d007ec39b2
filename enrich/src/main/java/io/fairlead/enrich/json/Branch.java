// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An object of a document while it is built: names and what stands under them, in the order in which they were first set.
 * Such objects have few names, so that going through them costs less than a table of hashes, and an entry takes no object
 * of its own.
 *
 * <p>What stands there is a text ({@link String}), texts ({@code String[]}), a whole number ({@link Long}), a
 * {@link Branch}, a tree ({@link com.fasterxml.jackson.databind.JsonNode}) or what is written already ({@link Ready}). A name
 * is found by identity: names are interned.
 */
public final class Branch {
    private static final int FIRST_SIZE = 8;

    /** Name, value, name, value, … */
    private @Nullable Object[] entries = new @Nullable Object[FIRST_SIZE];

    private int end;
    private boolean redacted;

    /** How many names there are. */
    public int size() {
        return end / 2;
    }

    /** The name at a place. */
    public String name(int place) {
        return (String) entry(place * 2);
    }

    /** What stands under the name at a place. */
    public Object value(int place) {
        return entry(place * 2 + 1);
    }

    /** Puts something in the place of what stands there. */
    public void replace(int place, Object value) {
        entries[place * 2 + 1] = value;
    }

    /** What stands under this name, or null. */
    public @Nullable Object get(String name) {
        int at = find(name);
        return at < 0 ? null : entries[at + 1];
    }

    /** Sets what stands under this name; gives what stood there, or null. */
    public @Nullable Object set(String name, Object value) {
        int at = find(name);
        if (at >= 0) {
            Object before = entries[at + 1];
            entries[at + 1] = value;
            return before;
        }
        if (end == entries.length) {
            entries = Arrays.copyOf(entries, end * 2);
        }
        entries[end] = name;
        entries[end + 1] = value;
        end += 2;
        return null;
    }

    /** Takes a name away; gives what stood there, or null. */
    public @Nullable Object remove(String name) {
        int at = find(name);
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

    private int find(String name) {
        for (int i = 0; i < end; i += 2) {
            if (entries[i] == name) {
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
