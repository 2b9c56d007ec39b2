// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ecs;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A dotted path.
 *
 * @param names its names, interned
 * @param parent the path to what it stands in; null at the top
 */
record FieldPath(String[] names, @Nullable FieldPath parent) {
    private static final Map<String, FieldPath> KNOWN = new ConcurrentHashMap<>();
    private static final int MOST = 4_096;

    /** The path; paths are words of formats, and few. */
    static FieldPath of(String path) {
        FieldPath known = KNOWN.get(path);
        if (known != null) {
            return known;
        }
        int dot = path.lastIndexOf('.');
        String[] names = path.split("\\.", -1);
        for (int i = 0; i < names.length; i++) {
            names[i] = names[i].intern();
        }
        FieldPath parsed = new FieldPath(names, dot < 0 ? null : of(path.substring(0, dot)));
        if (KNOWN.size() < MOST) {
            FieldPath other = KNOWN.putIfAbsent(path, parsed);
            return other == null ? parsed : other;
        }
        return parsed;
    }

    /** The last of its names. */
    String name() {
        return names[names.length - 1];
    }
}
