// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Supplier;

/**
 * A value whose JSON was written before the document in which it stands, and in which no secret is to be looked for.
 *
 * @param json how it is written
 * @param tree the value, for whoever asks for it
 */
public record Ready(byte[] json, Supplier<JsonNode> tree) {}
