// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.CorrelationType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The matches of the last timespan in order of time, each activity once, the newest with all details. */
final class CountedWindow {
    private final CorrelationType type;
    private final int detailed;
    private final Measure measure;
    private final List<CorrelationInput> entries = new ArrayList<>();
    private final Map<Object, CorrelationInput> keys = new HashMap<>();

    CountedWindow(CorrelationRule rule, int detailed) {
        this.type = rule.type();
        this.detailed = detailed;
        this.measure = Measure.of(rule);
    }

    /** Takes the next match in order; false when it adds nothing to what is there. */
    boolean add(CorrelationInput next) {
        if (keys.putIfAbsent(key(next), next) != null) {
            return false;
        }
        entries.add(next);
        measure.add(next);
        int plain = entries.size() - detailed - 1;
        if (plain >= 0) {
            CorrelationInput light = entries.get(plain).light();
            entries.set(plain, light);
            keys.put(key(light), light);
        }
        return true;
    }

    /** Whether this very match is there. */
    boolean holds(CorrelationInput input) {
        CorrelationInput held = keys.get(key(input));
        return held != null && held.compareTo(input) == 0;
    }

    void forgetBefore(long time) {
        int gone = 0;
        while (gone < entries.size() && entries.get(gone).timeMicros() < time) {
            CorrelationInput entry = entries.get(gone);
            keys.remove(key(entry));
            measure.remove(entry);
            gone++;
        }
        if (gone > 0) {
            entries.subList(0, gone).clear();
        }
    }

    /** What its matches come to; empty when there are none, or nothing that can be measured. */
    Optional<BigDecimal> measured() {
        return entries.isEmpty() ? Optional.empty() : measure.result();
    }

    List<CorrelationInput> entries() {
        return Collections.unmodifiableList(entries);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    int size() {
        return entries.size();
    }

    /** Time of the oldest match; there must be one. */
    long first() {
        return entries.getFirst().timeMicros();
    }

    /** Time of the newest match; far in the past when there is none. */
    long last() {
        return entries.isEmpty() ? Long.MIN_VALUE / 2 : entries.getLast().timeMicros();
    }

    /** What makes a match count once: another one of the same key adds nothing to a window. */
    private Object key(CorrelationInput input) {
        return switch (type) {
            case EVENT_COUNT, VALUE_SUM, VALUE_AVG, VALUE_PERCENTILE, VALUE_MEDIAN -> input.activity();
            case VALUE_COUNT ->
                Stream.concat(Stream.of(input.activity()), input.values().stream())
                        .toList();
            case TEMPORAL, TEMPORAL_ORDERED -> List.of(input.activity(), input.ruleId());
        };
    }
}
