// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * A report without its findings.
 *
 * @param top what stands around them
 * @param findings how many there are that say something is wrong
 * @param inventory how many there are that only say what is inside
 * @param elements the elements of a graph
 * @param tooLong where findings begin, in bytes, that are longer than one may be
 */
record Frame(JsonNode top, long findings, long inventory, Elements elements, Set<Long> tooLong) {
    /** Whether only what is inside is told. */
    boolean isInventory() {
        return findings == 0 && inventory > 0;
    }

    /** Whether nothing is told. */
    boolean isEmpty() {
        return findings == 0 && inventory == 0;
    }
}
