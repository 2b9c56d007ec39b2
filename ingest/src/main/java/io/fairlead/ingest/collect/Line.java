// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.collect;

/**
 * One line of a file.
 *
 * @param offset where it begins
 * @param end where the next one begins
 * @param bytes its bytes without the line end; empty when it was too long to keep
 * @param tooLong whether it was longer than allowed
 */
record Line(long offset, long end, byte[] bytes, boolean tooLong) {
    long length() {
        return end - offset;
    }
}
