// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.split;

/**
 * What one item may be.
 *
 * @param maxBytes largest item in bytes, at least 256
 * @param maxNesting deepest nesting of objects and arrays within an item
 */
public record Limits(int maxBytes, int maxNesting) {
    private static final int SMALLEST = 256;

    public Limits {
        if (maxBytes < SMALLEST) {
            throw new IllegalArgumentException("an item may have at least " + SMALLEST + " bytes, not " + maxBytes);
        }
        if (maxNesting < 1) {
            throw new IllegalArgumentException("an item may nest at least 1 level, not " + maxNesting);
        }
    }
}
