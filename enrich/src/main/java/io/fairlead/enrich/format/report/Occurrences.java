// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.report;

import io.fairlead.schemas.identity.Identity;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells equal findings of one report apart by their number: scanners do write the same line twice, and both were written.
 * Beyond a million different ones equal findings share an identity.
 */
final class Occurrences {
    private static final int MOST = 1_000_000;

    private final Map<Long, Integer> seen = new HashMap<>();

    /** The identity of the next finding that has this one. */
    String identity(String id) {
        long half = id.substring(0, id.length() / 2).hashCode();
        long key = half << Integer.SIZE
                | Integer.toUnsignedLong(id.substring(id.length() / 2).hashCode());
        if (seen.size() >= MOST) {
            return id;
        }
        int number = seen.merge(key, 1, Integer::sum);
        return number == 1 ? id : Identity.hash(id, String.valueOf(number));
    }
}
