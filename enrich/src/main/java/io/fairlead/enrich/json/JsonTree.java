// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.json;

import com.fasterxml.jackson.databind.JsonNode;

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
     */
    record Read(JsonNode root, boolean duplicateKeys, boolean awkwardKeys) implements JsonTree {}

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
