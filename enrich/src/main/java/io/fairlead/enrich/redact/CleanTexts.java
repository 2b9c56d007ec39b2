// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import org.jspecify.annotations.Nullable;

/**
 * Texts that were looked through lately and hold no secret: within a record the same text stands in several places, and from
 * record to record names, images and commands repeat. A table of fixed size in which a text takes the place of another, so
 * that whoever chooses texts can make it useless and no more. Threads may race: at worst a text is looked through once more.
 */
final class CleanTexts {
    private static final int SLOTS = 4096;
    private static final int LONGEST = 1024;

    private final @Nullable String[] texts = new @Nullable String[SLOTS];

    /** Their hashes, so that another text is not looked at. */
    private final int[] hashes = new int[SLOTS];

    /** Whether this text is known to hold no secret. */
    boolean has(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        int hash = text.hashCode();
        int slot = slot(hash);
        return hashes[slot] == hash && text.equals(texts[slot]);
    }

    /** Remembers a text that holds no secret. */
    void add(String text) {
        if (text.length() <= LONGEST) {
            int slot = slot(text.hashCode());
            texts[slot] = text;
            hashes[slot] = text.hashCode();
        }
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 16) & SLOTS - 1;
    }
}
