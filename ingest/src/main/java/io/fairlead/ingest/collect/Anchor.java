// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.collect;

import io.fairlead.schemas.identity.Identity;
import java.io.IOException;
import java.util.Arrays;

/**
 * The bytes just before a place in a file. A file that holds them there is the one that was read, whatever it is named
 * now; one that does not was truncated and written anew.
 *
 * @param offset the place
 * @param length how many bytes before it count, at most 256
 * @param hash their hash
 */
record Anchor(long offset, int length, String hash) {
    private static final int LONGEST = 256;

    /** The place before the first byte, which every file has. */
    static Anchor none() {
        return new Anchor(0, 0, hash(new byte[0]));
    }

    /** The place behind the first {@code count} bytes of a chunk. */
    static Anchor behind(long chunkOffset, byte[] chunk, int count) {
        int length = Math.min(LONGEST, count);
        return new Anchor(chunkOffset + count, length, hash(Arrays.copyOfRange(chunk, count - length, count)));
    }

    boolean holds(FileContent content) throws IOException {
        byte[] bytes = new byte[length];
        return content.readFully(offset - length, bytes) == length
                && hash(bytes).equals(hash);
    }

    private static String hash(byte[] bytes) {
        return Identity.hash("anchor", bytes);
    }
}
