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
 * Finds many literals in a value by one pass: of each literal the piece of four bytes that is rarest in events is known to a
 * bitmap; only where the bitmap says that a piece may stand, literals are compared. A place costs the same however many
 * literals there are. Where all literals are long, as hashes are, pieces have eight bytes and every fourth place is enough.
 * Immutable.
 */
public final class GramIndex {
    /** The shortest literal that can be looked for. */
    public static final int SHORTEST = 3;

    private static final int NARROW = 4;
    private static final int WIDE = 8;
    private static final int STEP = 4;
    private static final int ENTRY = 5;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final boolean wide;
    private final long[] bitmap;
    private final int bitmapShift;

    /** Places of a hash table: a piece (or what is left of eight bytes) above, the place of its literals below. */
    private final long[] table;

    private final int tableShift;
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
            return shortest >= WIDE + STEP - 1;
        }

        public GramIndex build() {
            return new GramIndex(this);
        }
    }

    private GramIndex(Builder builder) {
        this.wide = builder.isWide();
        Map<Long, List<int[]>> byGram = new LinkedHashMap<>();
        Map<Pool.Key, Integer> known = new HashMap<>();
        Pool pool = new Pool();
        Commonness commonness = new Commonness(builder.wanted, wide);
        for (Wanted one : builder.wanted) {
            byte[] literal = one.literal();
            int at = known.computeIfAbsent(new Pool.Key(literal), key -> pool.add(key.bytes()));
            if (wide) {
                int first = commonness.rarestRow(literal);
                for (int offset = first; offset < first + STEP; offset++) {
                    add(byGram, Words.at(literal, offset), one, at, offset);
                }
            } else if (literal.length < NARROW) {
                for (long gram : followedByAnything(literal)) {
                    add(byGram, gram, one, at, 0);
                }
            } else {
                int offset = commonness.rarest(literal);
                add(byGram, Words.fourAt(literal, offset), one, at, offset);
            }
        }
        this.literals = pool.bytes();
        int bits = Math.clamp(37 - Integer.numberOfLeadingZeros(byGram.size()), 10, 24);
        this.bitmap = new long[1 << (bits - 6)];
        this.bitmapShift = 32 - bits;
        int size = Integer.highestOneBit(Math.max(1, byGram.size())) * 4;
        this.table = new long[size];
        this.tableShift = Integer.numberOfLeadingZeros(size) + 1;
        int places = byGram.values().stream().mapToInt(List::size).sum();
        this.entries = new int[1 + byGram.size() + ENTRY * places];
        fill(byGram);
    }

    private static void add(Map<Long, List<int[]>> byGram, long gram, Wanted one, int at, int offset) {
        byGram.computeIfAbsent(gram, unused -> new ArrayList<>(1))
                .add(new int[] {one.slot(), one.question(), at, one.literal().length, offset});
    }

    /** The pieces of a literal that is shorter than a piece. */
    private static long[] followedByAnything(byte[] literal) {
        long[] grams = new long[256];
        byte[] gram = Arrays.copyOf(literal, NARROW);
        for (int last = 0; last < grams.length; last++) {
            gram[SHORTEST] = (byte) last;
            grams[last] = Words.fourAt(gram, 0);
        }
        return grams;
    }

    private void fill(Map<Long, List<int[]>> byGram) {
        int next = 1; // an empty place of the table is zero
        for (Map.Entry<Long, List<int[]>> bucket : byGram.entrySet()) {
            int piece = wide ? folded(bucket.getKey()) : (int) bucket.getKey().longValue();
            int bit = hash(piece) >>> bitmapShift;
            bitmap[bit >>> 6] |= 1L << bit;
            int place = place(piece);
            while (table[place] != 0) {
                place = (place + 1) & (table.length - 1);
            }
            table[place] = ((long) piece << 32) | next;
            entries[next++] = bucket.getValue().size();
            for (int[] entry : bucket.getValue()) {
                System.arraycopy(entry, 0, entries, next, ENTRY);
                next += ENTRY;
            }
        }
    }

    private static int hash(int gram) {
        return gram * 0x9E3779B1;
    }

    /** Eight bytes as four: others may have the same, which falls when literals are compared. */
    private static int folded(long gram) {
        return (int) ((gram * SPREAD) >>> 32);
    }

    private int place(int piece) {
        return piece * 0x85EBCA6B >>> tableShift;
    }

    /** Reports every literal in the value between these two places; the array must go on for twelve bytes behind. */
    public void find(byte[] text, int start, int end, int slot, int value, Hits hits) {
        if (wide) {
            findWide(text, start, end, slot, value, hits);
        } else {
            findNarrow(text, start, end, slot, value, hits);
        }
    }

    private void findNarrow(byte[] text, int start, int end, int slot, int value, Hits hits) {
        long[] map = bitmap;
        int shift = bitmapShift;
        int last = end - SHORTEST;
        // four places at once; what stands behind the value is found too and falls when literals are compared
        for (int i = start; i <= last; i += STEP) {
            long word = Words.at(text, i);
            int one = hash((int) word) >>> shift;
            int two = hash((int) (word >>> 8)) >>> shift;
            int three = hash((int) (word >>> 16)) >>> shift;
            int four = hash((int) (word >>> 24)) >>> shift;
            long found = (map[(one >>> 6) & (map.length - 1)] >>> one)
                    | (map[(two >>> 6) & (map.length - 1)] >>> two)
                    | (map[(three >>> 6) & (map.length - 1)] >>> three)
                    | (map[(four >>> 6) & (map.length - 1)] >>> four);
            if ((found & 1) != 0) {
                lookFour(word, text, start, end, i, slot, value, hits);
            }
        }
    }

    private void lookFour(long word, byte[] text, int start, int end, int at, int slot, int value, Hits hits) {
        for (int i = 0; i < STEP; i++) {
            int gram = (int) (word >>> (8 * i));
            int bit = hash(gram) >>> bitmapShift;
            if ((bitmap[bit >>> 6] >>> bit & 1) != 0) {
                look(gram, text, start, end, at + i, slot, value, hits);
            }
        }
    }

    private void findWide(byte[] text, int start, int end, int slot, int value, Hits hits) {
        for (int i = start; i + WIDE <= end; i += STEP) {
            int piece = folded(Words.at(text, i));
            int bit = hash(piece) >>> bitmapShift;
            if ((bitmap[bit >>> 6] >>> bit & 1) != 0) {
                look(piece, text, start, end, i, slot, value, hits);
            }
        }
    }

    private void look(int piece, byte[] text, int start, int end, int at, int slot, int value, Hits hits) {
        for (int place = place(piece); ; place = (place + 1) & (table.length - 1)) {
            long found = table[place];
            if (found == 0) {
                return;
            }
            if ((int) (found >>> 32) == piece) {
                compare((int) found, text, start, end, at, slot, value, hits);
            }
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

    /** Which pieces are common: those on the page of typical values, and those that many literals share. */
    private static final class Commonness {
        private static final int BITS = 14;

        private final int[] shared = new int[1 << BITS];

        Commonness(List<Wanted> wanted, boolean wide) {
            for (Wanted one : wanted) {
                byte[] literal = one.literal();
                for (int i = 0; i + (wide ? WIDE : NARROW) <= literal.length; i++) {
                    shared[slot(wide ? folded(Words.at(literal, i)) : Words.fourAt(literal, i))]++;
                }
            }
        }

        private static int slot(int piece) {
            return hash(piece) >>> (32 - BITS);
        }

        /** Where the rarest piece of four begins. */
        int rarest(byte[] literal) {
            Rarity rarity = Rarity.typical();
            int best = 0;
            long least = Long.MAX_VALUE;
            for (int i = 0; i + NARROW <= literal.length; i++) {
                int gram = Words.fourAt(literal, i);
                long count = rarity.count(gram) * 100_000L + shared[slot(gram)];
                if (count < least) {
                    least = count;
                    best = i;
                }
            }
            return best;
        }

        /** Where the rarest row of pieces of eight begins. */
        int rarestRow(byte[] literal) {
            int best = 0;
            long least = Long.MAX_VALUE;
            for (int i = 0; i + STEP - 1 + WIDE <= literal.length; i++) {
                long count = 0;
                for (int offset = i; offset < i + STEP; offset++) {
                    count += shared[slot(folded(Words.at(literal, offset)))];
                }
                if (count < least) {
                    least = count;
                    best = i;
                }
            }
            return best;
        }
    }
}
