// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.json;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of reading bytes as JSON.
 */
public sealed interface JsonTree {
    /**
     * One complete JSON value.
     *
     * @param root the value
     * @param duplicateKeys true when an object named a key twice; the last value stands
     * @param awkwardKeys true when a key is one that Elasticsearch may refuse as a field name
     * @param verbatim what it was read from; null where that is not what would be written of it
     */
    record Read(
            JsonNode root,
            boolean duplicateKeys,
            boolean awkwardKeys,
            @Nullable Verbatim verbatim) implements JsonTree {
        /** One that was not read from bytes. */
        public Read(JsonNode root, boolean duplicateKeys, boolean awkwardKeys) {
            this(root, duplicateKeys, awkwardKeys, null);
        }

        /** A tree as it is written, and how that is written as a text: most quickly, if it is what was read. */
        public JsonBytes.Twice written(JsonNode tree) {
            byte[] same = verbatim == null ? null : verbatim.of(tree);
            return same == null ? JsonBytes.twice(tree) : JsonBytes.twice(same);
        }
    }

    /**
     * Not JSON.
     *
     * @param message what is wrong and at which byte, without a value of the input
     */
    record Broken(String message) implements JsonTree {}

    /**
     * JSON beyond the bounds.
     *
     * @param message which bound
     */
    record TooLarge(String message) implements JsonTree {}
}
