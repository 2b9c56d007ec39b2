// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import io.fairlead.detect.match.scan.EventBuffer;
import io.fairlead.detect.match.text.EdgeIndex;
import io.fairlead.detect.match.text.GramIndex;
import io.fairlead.detect.rule.Predicate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects what is looked for in each field. */
final class Watches {
    /** From so many literals on, a field has an index of its own. */
    private static final int OWN = 64;

    private final Field[] fields;
    private final GramIndex.Builder keywords = new GramIndex.Builder();

    private static final class Field {
        final EdgeIndex.Builder begins = new EdgeIndex.Builder(false);
        final EdgeIndex.Builder ends = new EdgeIndex.Builder(true);
        final GramIndex.Builder withins = new GramIndex.Builder();
        final List<Integer> beyondAscii = new ArrayList<>();
        final List<Integer> oddNumbers = new ArrayList<>();
    }

    Watches(int slots) {
        this.fields = new Field[slots];
        for (int i = 0; i < slots; i++) {
            fields[i] = new Field();
        }
    }

    /** Whether the literals of this leaf can be looked for. */
    static boolean canWatch(Leaf leaf, Needles needles) {
        return leaf.slot != EventBuffer.UNNAMED
                || (leaf.predicate instanceof Predicate.Text
                        && !needles.asciiOnly()
                        && needles.literals().stream().allMatch(needle -> needle.place() == Needles.Place.WITHIN));
    }

    void add(Leaf leaf, Needles needles) {
        if (leaf.slot == EventBuffer.UNNAMED) {
            needles.literals().forEach(needle -> keywords.add(needle.literal(), leaf.slot, leaf.id));
            return;
        }
        Field field = fields[leaf.slot];
        for (Needles.Needle needle : needles.literals()) {
            switch (needle.place()) {
                case WHOLE -> field.ends.add(needle.literal(), true, leaf.id);
                case END -> field.ends.add(needle.literal(), false, leaf.id);
                case BEGIN -> field.begins.add(needle.literal(), false, leaf.id);
                case WITHIN -> field.withins.add(needle.literal(), leaf.slot, leaf.id);
            }
        }
        if (needles.asciiOnly()) {
            field.beyondAscii.add(leaf.id);
        }
        if (needles.plainNumbersOnly()) {
            field.oddNumbers.add(leaf.id);
        }
    }

    /** The watch for values that no rule names. */
    Watch unnamed() {
        return new Watch(new EdgeIndex[0], new EdgeIndex[0], one(keywords), new int[0], new int[0]);
    }

    /** The watches by slot. */
    Watch[] bySlot() {
        GramIndex.Builder shared = new GramIndex.Builder();
        for (Field field : fields) {
            if (field.withins.size() < OWN) {
                shared.addAll(field.withins);
            }
        }
        shared.addAll(keywords);
        GramIndex[] sharedIndex = one(shared);
        GramIndex[] keywordIndex = one(keywords);
        return Arrays.stream(fields)
                .parallel()
                .map(field -> new Watch(
                        field.begins.isEmpty() ? new EdgeIndex[0] : new EdgeIndex[] {field.begins.build()},
                        field.ends.isEmpty() ? new EdgeIndex[0] : new EdgeIndex[] {field.ends.build()},
                        withins(field.withins, sharedIndex, keywordIndex),
                        numbers(field.beyondAscii),
                        numbers(field.oddNumbers)))
                .toArray(Watch[]::new);
    }

    private GramIndex[] withins(GramIndex.Builder own, GramIndex[] shared, GramIndex[] keywordIndex) {
        if (own.isEmpty()) {
            return keywordIndex;
        }
        if (own.size() < OWN) {
            return shared;
        }
        if (own.isWide() && !keywords.isEmpty()) {
            return new GramIndex[] {own.build(), keywordIndex[0]};
        }
        own.addAll(keywords);
        return one(own);
    }

    private static GramIndex[] one(GramIndex.Builder builder) {
        return builder.isEmpty() ? new GramIndex[0] : new GramIndex[] {builder.build()};
    }

    static int[] numbers(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
