// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match.text;

import io.fairlead.detect.match.scan.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds which of many literals a value begins with, ends with or is: by its first or last bytes, at most eight, and then by
 * comparing those few literals that share them. Immutable.
 */
public final class EdgeIndex {
    private static final int ENTRY = 4;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final boolean atEnd;
    private final int[] widths;
    private final int mask;
    private final long[] edges;
    private final int[] buckets;
    private final int[] entries;
    private final byte[] literals;

    private record Edge(long bytes, int width) {}

    private record Wanted(byte[] literal, boolean whole, int question) {}

    /** Collects literals. */
    public static final class Builder {
        private final boolean atEnd;
        private final List<Wanted> wanted = new ArrayList<>();

        /** Looks at the ends of values, or at their beginnings. */
        public Builder(boolean atEnd) {
            this.atEnd = atEnd;
        }

        /**
         * Looks for a literal of at least one byte.
         *
         * @param whole whether it must be the whole value
         */
        public void add(byte[] literal, boolean whole, int question) {
            wanted.add(new Wanted(literal, whole, question));
        }

        public boolean isEmpty() {
            return wanted.isEmpty();
        }

        public EdgeIndex build() {
            return new EdgeIndex(this);
        }
    }

    private EdgeIndex(Builder builder) {
        this.atEnd = builder.atEnd;
        Map<Edge, List<Wanted>> byEdge = new LinkedHashMap<>();
        for (Wanted one : builder.wanted) {
            byEdge.computeIfAbsent(edge(one.literal()), unused -> new ArrayList<>(1))
                    .add(one);
        }
        this.widths = byEdge.keySet().stream()
                .mapToInt(Edge::width)
                .distinct()
                .sorted()
                .toArray();
        int size = Integer.highestOneBit(Math.max(1, byEdge.size())) * 4;
        this.mask = size - 1;
        this.edges = new long[size];
        this.buckets = new int[size];
        Arrays.fill(buckets, -1);
        this.entries = new int[byEdge.size() + ENTRY * builder.wanted.size()];
        Pool pool = new Pool();
        int next = 0;
        for (Map.Entry<Edge, List<Wanted>> entry : byEdge.entrySet()) {
            int place = place(entry.getKey().bytes(), entry.getKey().width());
            while (buckets[place] >= 0) {
                place = (place + 1) & mask;
            }
            edges[place] = entry.getKey().bytes();
            buckets[place] = next;
            // lengths tell widths apart: below eight bytes a literal is as long as its edge
            entries[next++] = entry.getValue().size();
            for (Wanted one : entry.getValue()) {
                entries[next++] = one.question();
                entries[next++] = pool.add(one.literal());
                entries[next++] = one.literal().length;
                entries[next++] = one.whole() ? 1 : 0;
            }
        }
        this.literals = pool.bytes();
    }

    private Edge edge(byte[] literal) {
        int width = Math.min(8, literal.length);
        byte[] word = new byte[8];
        System.arraycopy(literal, atEnd ? literal.length - width : 0, word, 0, width);
        return new Edge(Words.at(word, 0), width);
    }

    private int place(long edge, int width) {
        return (int) (((edge + width) * SPREAD) >>> 32) & mask;
    }

    /** Reports what the value between these two places has; the array must go on for eight bytes on either side. */
    public void find(byte[] text, int start, int end, int value, Hits hits) {
        int length = end - start;
        long word = atEnd ? Words.at(text, end - 8) : Words.at(text, start);
        for (int width : widths) {
            if (width > length) {
                return;
            }
            long edge = atEnd ? Words.last(word, width) : Words.first(word, width);
            for (int place = place(edge, width); buckets[place] >= 0; place = (place + 1) & mask) {
                if (edges[place] == edge && compare(buckets[place], width, text, start, end, value, hits)) {
                    break;
                }
            }
        }
    }

    /** False when the bucket is one of another width. */
    private boolean compare(int bucket, int width, byte[] text, int start, int end, int value, Hits hits) {
        if (Math.min(8, entries[bucket + 3]) != width) {
            return false;
        }
        int stop = bucket + 1 + ENTRY * entries[bucket];
        for (int e = bucket + 1; e < stop; e += ENTRY) {
            int length = entries[e + 2];
            int from = atEnd ? end - length : start;
            if (length <= end - start
                    && (entries[e + 3] == 0 || length == end - start)
                    && (length <= 8
                            || Arrays.equals(
                                    text, from, from + length, literals, entries[e + 1], entries[e + 1] + length))) {
                hits.hit(entries[e], value);
            }
        }
        return true;
    }
}
