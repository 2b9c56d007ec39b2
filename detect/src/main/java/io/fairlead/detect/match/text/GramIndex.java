// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match.text;

import io.fairlead.detect.match.scan.EventBuffer;
import io.fairlead.detect.match.scan.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds many literals in a value by one pass: of each literal the piece of four (or eight) bytes that is rarest in events
 * is known to a bitmap; only where the bitmap says that a piece may stand, literals are compared. A place costs the same
 * however many literals there are. Immutable.
 */
public final class GramIndex {
    /** The shortest literal that can be looked for. */
    public static final int SHORTEST = 3;

    private static final int NARROW = 4;
    private static final int WIDE = 8;
    private static final int ENTRY = 5;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final boolean wide;
    private final long[] bitmap;
    private final int bitmapShift;
    private final int tableMask;
    private final long[] tableGrams;
    private final int[] tableBuckets;
    private final int[] entries;
    private final byte[] literals;

    private record Wanted(byte[] literal, int slot, int question) {}

    /** Collects literals. */
    public static final class Builder {
        private final List<Wanted> wanted = new ArrayList<>();
        private int shortest = Integer.MAX_VALUE;

        /**
         * Looks for a literal.
         *
         * @param literal at least {@link #SHORTEST} bytes
         * @param slot the field in which it counts, {@link EventBuffer#UNNAMED} for any value
         * @param question what to report
         */
        public void add(byte[] literal, int slot, int question) {
            wanted.add(new Wanted(literal, slot, question));
            shortest = Math.min(shortest, literal.length);
        }

        public boolean isEmpty() {
            return wanted.isEmpty();
        }

        public int size() {
            return wanted.size();
        }

        public void addAll(Builder other) {
            other.wanted.forEach(one -> add(one.literal(), one.slot(), one.question()));
        }

        /** Whether all literals are long, as hashes are. */
        public boolean isWide() {
            return shortest >= WIDE;
        }

        public GramIndex build() {
            return new GramIndex(this);
        }
    }

    private GramIndex(Builder builder) {
        this.wide = builder.isWide();
        Map<Long, Integer> shared = new HashMap<>();
        for (Wanted one : builder.wanted) {
            for (int i = 0; i + width() <= one.literal().length; i++) {
                shared.merge(gram(one.literal(), i), 1, Integer::sum);
            }
        }
        Map<Long, List<int[]>> buckets = new LinkedHashMap<>();
        Map<Pool.Key, Integer> known = new HashMap<>();
        Pool pool = new Pool();
        for (Wanted one : builder.wanted) {
            int at = known.computeIfAbsent(new Pool.Key(one.literal()), key -> pool.add(key.bytes()));
            int offset = rarest(one.literal(), shared);
            int[] entry = {one.slot(), one.question(), at, one.literal().length, offset};
            for (long gram : grams(one.literal(), offset)) {
                buckets.computeIfAbsent(gram, unused -> new ArrayList<>(1)).add(entry);
            }
        }
        this.literals = pool.bytes();
        int bits = Math.max(10, 37 - Integer.numberOfLeadingZeros(buckets.size()));
        this.bitmap = new long[1 << (bits - 6)];
        this.bitmapShift = 64 - bits;
        int size = Integer.highestOneBit(Math.max(1, buckets.size())) * 4;
        this.tableMask = size - 1;
        this.tableGrams = new long[size];
        this.tableBuckets = new int[size];
        Arrays.fill(tableBuckets, -1);
        int places = buckets.values().stream().mapToInt(List::size).sum();
        this.entries = new int[buckets.size() + ENTRY * places];
        int next = 0;
        for (Map.Entry<Long, List<int[]>> bucket : buckets.entrySet()) {
            long mixed = bucket.getKey() * SPREAD;
            bitmap[(int) (mixed >>> (bitmapShift + 6))] |= 1L << (mixed >>> bitmapShift);
            int place = (int) (mixed >>> 20) & tableMask;
            while (tableBuckets[place] >= 0) {
                place = (place + 1) & tableMask;
            }
            tableGrams[place] = bucket.getKey();
            tableBuckets[place] = next;
            entries[next++] = bucket.getValue().size();
            for (int[] entry : bucket.getValue()) {
                System.arraycopy(entry, 0, entries, next, ENTRY);
                next += ENTRY;
            }
        }
    }

    private int width() {
        return wide ? WIDE : NARROW;
    }

    /** The pieces by which a literal is known: of one that is shorter than a piece, with whatever may follow it. */
    private long[] grams(byte[] literal, int offset) {
        if (literal.length >= width()) {
            return new long[] {gram(literal, offset)};
        }
        long[] grams = new long[256];
        byte[] gram = Arrays.copyOf(literal, NARROW);
        for (int last = 0; last < grams.length; last++) {
            gram[SHORTEST] = (byte) last;
            grams[last] = gram(gram, 0);
        }
        return grams;
    }

    private long gram(byte[] text, int at) {
        return wide ? Words.at(text, at) : Words.fourAt(text, at);
    }

    private int rarest(byte[] literal, Map<Long, Integer> shared) {
        Rarity rarity = Rarity.typical();
        int best = 0;
        long least = Long.MAX_VALUE;
        for (int i = 0; i + width() <= literal.length; i++) {
            long count = rarity.count(Words.fourAt(literal, i)) * 1_000L + shared.getOrDefault(gram(literal, i), 0);
            if (count < least) {
                least = count;
                best = i;
            }
        }
        return best;
    }

    /** Reports every literal in the value between these two places; the array must go on for eight bytes behind. */
    public void find(byte[] text, int start, int end, int slot, int value, Hits hits) {
        long[] map = bitmap;
        int shift = bitmapShift;
        if (wide) {
            for (int i = start; i + WIDE <= end; i++) {
                long mixed = Words.at(text, i) * SPREAD;
                if ((map[(int) (mixed >>> (shift + 6))] >>> (mixed >>> shift) & 1) != 0) {
                    look(Words.at(text, i), text, start, end, i, slot, value, hits);
                }
            }
            return;
        }
        for (int i = start; i + SHORTEST <= end; i++) {
            long mixed = Words.fourAt(text, i) * SPREAD;
            if ((map[(int) (mixed >>> (shift + 6))] >>> (mixed >>> shift) & 1) != 0) {
                look(Words.fourAt(text, i), text, start, end, i, slot, value, hits);
            }
        }
    }

    private void look(long gram, byte[] text, int start, int end, int at, int slot, int value, Hits hits) {
        int place = (int) ((gram * SPREAD) >>> 20) & tableMask;
        while (true) {
            int bucket = tableBuckets[place];
            if (bucket < 0) {
                return;
            }
            if (tableGrams[place] == gram) {
                compare(bucket, text, start, end, at, slot, value, hits);
                return;
            }
            place = (place + 1) & tableMask;
        }
    }

    private void compare(int bucket, byte[] text, int start, int end, int at, int slot, int value, Hits hits) {
        int stop = bucket + 1 + ENTRY * entries[bucket];
        for (int e = bucket + 1; e < stop; e += ENTRY) {
            int wanted = entries[e];
            int from = at - entries[e + 4];
            int length = entries[e + 3];
            if ((wanted == slot || wanted == EventBuffer.UNNAMED)
                    && from >= start
                    && from + length <= end
                    && Arrays.equals(text, from, from + length, literals, entries[e + 2], entries[e + 2] + length)) {
                hits.hit(entries[e + 1], value);
            }
        }
    }
}
