// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.report;

import java.util.ArrayList;
import java.util.List;

/** A value of a report by where it stands, with the lists within it at which it may be cut. */
final class Section {
    private final long from;
    private long to;
    private List<Cut> cuts = List.of();

    Section(long from) {
        this.from = from;
    }

    /**
     * A list at which its section may be cut.
     *
     * @param from behind its opening bracket
     * @param to its closing bracket
     * @param members what it holds; none where it is to be left out
     */
    record Cut(long from, long to, List<Section> members) {}

    void ends(long at) {
        to = at;
    }

    void add(Cut cut) {
        if (cuts.isEmpty()) {
            cuts = new ArrayList<>();
        }
        cuts.add(cut);
    }

    /** Makes it a whole that is not cut. */
    void close() {
        cuts = List.of();
    }

    long from() {
        return from;
    }

    long to() {
        return to;
    }

    List<Cut> cuts() {
        return cuts;
    }

    long length() {
        return to - from;
    }

    /** Bytes beside the members of its lists: what every piece repeats. */
    long frame() {
        return length() - cuts.stream().mapToLong(cut -> cut.to() - cut.from()).sum();
    }

    boolean isWhole() {
        return cuts.isEmpty();
    }
}
