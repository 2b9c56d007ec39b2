// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ecs;

import io.fairlead.enrich.json.Key;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A dotted path.
 *
 * @param key the last of its names, interned
 * @param parent the path to what it stands in; null at the top
 */
record FieldPath(Key key, @Nullable FieldPath parent) {
    private static final Map<String, FieldPath> KNOWN = new ConcurrentHashMap<>();
    private static final int MOST = 4_096;

    /** The path; paths are words of formats, and few. */
    static FieldPath of(String path) {
        FieldPath known = KNOWN.get(path);
        return known == null ? parsed(path) : known;
    }

    private static FieldPath parsed(String path) {
        int dot = path.lastIndexOf('.');
        FieldPath parent = dot < 0 ? null : of(path.substring(0, dot));
        FieldPath parsed = new FieldPath(new Key(path.substring(dot + 1).intern()), parent);
        if (KNOWN.size() < MOST) {
            FieldPath other = KNOWN.putIfAbsent(path, parsed);
            return other == null ? parsed : other;
        }
        return parsed;
    }
}
