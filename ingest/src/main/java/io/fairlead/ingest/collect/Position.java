// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.collect;

import java.nio.file.Path;

/**
 * How far a file has been read and acknowledged.
 *
 * @param fingerprint hash of the file's first line
 * @param generation 0 for the first file with this fingerprint, then one more for each file that begins alike
 * @param offset everything before it is in Kafka
 * @param anchor proof that a file is this one
 * @param path where the file was seen last
 * @param seenAt when, epoch milliseconds
 */
record Position(String fingerprint, int generation, long offset, Anchor anchor, Path path, long seenAt) {
    /** The file's identity, in record ids. */
    String identity() {
        return generation == 0 ? fingerprint : fingerprint + "." + generation;
    }

    Position at(long newOffset, Anchor newAnchor) {
        return new Position(fingerprint, generation, newOffset, newAnchor, path, seenAt);
    }

    Position seen(Path where, long now) {
        return new Position(fingerprint, generation, offset, anchor, where, now);
    }
}
