// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.mac.Fingerprints;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What was replaced in one record: how many values by kind, and the keyed fingerprints of different ones. Not thread-safe:
 * one a record.
 */
public final class Redactions {
    /** Most different fingerprints of one document. */
    public static final int MOST_FINGERPRINTS = 64;

    private final Fingerprints fingerprints;
    private final int[] counts = new int[SecretKind.values().length];
    private final Set<SecretKind> kinds = EnumSet.noneOf(SecretKind.class);
    private final Set<String> prints = new LinkedHashSet<>(0);
    private boolean more;
    private int count;

    /** Nothing was replaced yet; fingerprints are made by these. */
    public Redactions(Fingerprints fingerprints) {
        this.fingerprints = fingerprints;
    }

    /** Without fingerprints. */
    public Redactions() {
        this(Fingerprints.NONE);
    }

    /** Counts one replaced value and returns what stands in its place. */
    public String replace(SecretKind kind, String value) {
        if (prints.size() < MOST_FINGERPRINTS) {
            String print = fingerprints.of(value);
            if (!print.isEmpty()) {
                prints.add(print);
            }
        } else {
            more = true;
        }
        return replace(kind);
    }

    /** Counts one replaced value that is no text, so that nothing can be compared with it. */
    public String replace(SecretKind kind) {
        counts[kind.ordinal()]++;
        count++;
        kinds.add(kind);
        return kind.replacement();
    }

    /** How many values were replaced. */
    int count() {
        return count;
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

    /**
     * Writes what was replaced since the last call into the document that it was replaced in: formats that make several
     * documents of one record call it for each, for the others the normaliser does.
     */
    public void write(EcsDocument document) {
        if (kinds.isEmpty()) {
            return;
        }
        Set<String> names = new LinkedHashSet<>(document.texts("fairlead.redacted.kind"));
        kinds.forEach(kind -> names.add(kind.label()));
        document.texts("fairlead.redacted.kind", names);
        if (!prints.isEmpty()) {
            Set<String> all = new LinkedHashSet<>(document.texts("fairlead.redacted.fingerprint"));
            all.addAll(prints);
            document.texts("fairlead.redacted.fingerprint", all).text("fairlead.redacted.key", fingerprints.key());
        }
        if (more) {
            document.tag("fingerprints_cut");
        }
        kinds.clear();
        prints.clear();
        more = false;
    }
}
