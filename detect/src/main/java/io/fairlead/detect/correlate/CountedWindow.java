// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import io.fairlead.detect.rule.CorrelationType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The matches of the last timespan in order of time, each activity once, the newest with all details. */
final class CountedWindow {
    private final CorrelationType type;
    private final int detailed;
    private final List<CorrelationInput> entries = new ArrayList<>();
    private final Set<List<String>> keys = new HashSet<>();

    CountedWindow(CorrelationType type, int detailed) {
        this.type = type;
        this.detailed = detailed;
    }

    /** Takes the next match in order; false when it adds nothing to what is there. */
    boolean add(CorrelationInput next) {
        if (!keys.add(Counts.key(type, next))) {
            return false;
        }
        entries.add(next);
        int plain = entries.size() - detailed - 1;
        if (plain >= 0) {
            entries.set(plain, entries.get(plain).light());
        }
        return true;
    }

    /** Whether this very match is there. */
    boolean holds(CorrelationInput input) {
        return keys.contains(Counts.key(type, input))
                && entries.stream().anyMatch(entry -> entry.compareTo(input) == 0);
    }

    void forgetBefore(long time) {
        int gone = 0;
        while (gone < entries.size() && entries.get(gone).timeMicros() < time) {
            keys.remove(Counts.key(type, entries.get(gone)));
            gone++;
        }
        entries.subList(0, gone).clear();
    }

    List<CorrelationInput> entries() {
        return Collections.unmodifiableList(entries);
    }

    /** The matches not earlier than this time. */
    List<CorrelationInput> from(long time) {
        int first = 0;
        while (first < entries.size() && entries.get(first).timeMicros() < time) {
            first++;
        }
        return Collections.unmodifiableList(entries.subList(first, entries.size()));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    int size() {
        return entries.size();
    }

    /** Time of the newest match; far in the past when there is none. */
    long last() {
        return entries.isEmpty() ? Long.MIN_VALUE / 2 : entries.getLast().timeMicros();
    }
}
