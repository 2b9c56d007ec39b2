// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.mac.Fingerprints;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was replaced in one record: how many values by kind, and the keyed fingerprints of different ones. Not thread-safe:
 * one a record.
 */
public final class Redactions {
    /** Most different fingerprints of one document. */
    public static final int MOST_FINGERPRINTS = 64;

    private static final SecretKind[] KINDS = SecretKind.values();
    private static final int LOOKED_THROUGH = 64;

    private final Fingerprints fingerprints;
    private final int[] counts = new int[KINDS.length];

    /** Texts of this record that hold no secret: most of them stand in its document again. */
    private final @Nullable String[] clean = new @Nullable String[LOOKED_THROUGH];

    private final Replaced replaced = new Replaced();
    private final Replaced shared = new Replaced();
    private final Set<SecretKind> told = EnumSet.noneOf(SecretKind.class);
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
        replaced.print(kind, replaced.isFull() ? "" : fingerprints.of(value));
        return replace(kind);
    }

    /** Counts one replaced value that is no text, so that nothing can be compared with it. */
    public String replace(SecretKind kind) {
        counts[kind.ordinal()]++;
        count++;
        replaced.add(kind);
        return kind.replacement();
    }

    /** Whether this very text was looked through and holds no secret. */
    boolean isClean(String text) {
        return clean[text.hashCode() & LOOKED_THROUGH - 1] == text;
    }

    /** Remembers that this text holds no secret; it takes the place of another. */
    void clean(String text) {
        clean[text.hashCode() & LOOKED_THROUGH - 1] = text;
    }

    /** How many values were replaced. */
    int count() {
        return count;
    }

    /** Kinds that occurred with their counts. */
    public Map<SecretKind, Integer> byKind() {
        if (count == 0) {
            return Map.of();
        }
        Map<SecretKind, Integer> map = new EnumMap<>(SecretKind.class);
        for (SecretKind kind : KINDS) {
            if (counts[kind.ordinal()] > 0) {
                map.put(kind, counts[kind.ordinal()]);
            }
        }
        return map;
    }

    /**
     * Tells in a document what was replaced since the last call, and of what is shared the kinds whose mark it holds: formats
     * that make several documents of one record call it for each, for the others the normaliser does.
     */
    public void write(EcsDocument document) {
        if (!replaced.isEmpty()) {
            replaced.write(document, fingerprints.key(), kind -> true);
            replaced.clear();
        }
        if (!shared.isEmpty()) {
            told.addAll(shared.write(document, fingerprints.key(), kind -> document.holds(kind.replacement())));
        }
    }

    /** What was replaced since the last call of {@link #write} was in a text that several documents are made of. */
    public void share() {
        shared.take(replaced);
    }

    /** What was replaced since the last call of {@link #write} is in no document. */
    public void leave() {
        replaced.clear();
    }

    /** Tells what is shared and was told in no document: a mark may be hidden by an encoding. */
    public void writeRest(EcsDocument document) {
        if (!shared.isEmpty()) {
            told.addAll(shared.write(document, fingerprints.key(), kind -> !told.contains(kind)));
        }
    }
}
