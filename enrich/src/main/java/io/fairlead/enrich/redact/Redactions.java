// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import java.util.EnumMap;
import java.util.Map;

/** How many values were replaced, by kind. Not thread-safe: one a record. */
public final class Redactions {
    private final int[] counts = new int[SecretKind.values().length];

    /** Counts one replaced value and returns what stands in its place. */
    public String replace(SecretKind kind) {
        counts[kind.ordinal()]++;
        return kind.replacement();
    }

    /** Kinds that occurred with their counts. */
    public Map<SecretKind, Integer> byKind() {
        Map<SecretKind, Integer> map = new EnumMap<>(SecretKind.class);
        for (SecretKind kind : SecretKind.values()) {
            if (counts[kind.ordinal()] > 0) {
                map.put(kind, counts[kind.ordinal()]);
            }
        }
        return map;
    }
}
