// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import io.fairlead.detect.rule.CorrelationRule;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * The state of one correlation and one group, in event time.
 *
 * <p>Promise: whatever the order in which matches arrive, as long as none is late, the same matches give the same
 * {@link Fired}. A match given twice counts once; the records of one activity count once. The promise breaks only for matches
 * answered {@link Admission#LATE} or {@link Admission#OVERFLOW}; whoever calls counts those.
 *
 * <p>Windows: one timespan, both ends included, ends at each match. With a rising condition ({@code gt}, {@code gte}) the
 * first match by which it holds is the anchor; the group then rests until the condition has ceased to hold and one timespan
 * has passed since the anchor. Any other condition is judged when the watermark passes the end of a window that began with the
 * group's first match after rest; when it held, the group rests one timespan from that end.
 *
 * <p>Not thread-safe: one thread at a time.
 */
public final class CorrelationState {
    private final CorrelationRule rule;
    private final Limits limits;
    private final long span;
    final NavigableSet<CorrelationInput> waiting = new TreeSet<>();
    final List<CorrelationInput> window = new ArrayList<>();
    OptionalLong anchor = OptionalLong.empty();
    OptionalLong opened = OptionalLong.empty();
    long watermark = Long.MIN_VALUE;

    /** An empty state with the default limits. */
    public CorrelationState(CorrelationRule rule) {
        this(rule, Limits.DEFAULT);
    }

    /** An empty state. */
    public CorrelationState(CorrelationRule rule, Limits limits) {
        this.rule = rule;
        this.limits = limits;
        this.span = rule.timespanMicros();
    }

    /**
     * Offers a match.
     *
     * @param input the match
     * @param watermarkMicros how far time has come for the caller
     */
    public Admission add(CorrelationInput input, long watermarkMicros) {
        if (waiting.contains(input) || isInWindow(input)) {
            return Admission.DUPLICATE;
        }
        if (input.timeMicros() <= Math.max(watermark, watermarkMicros)) {
            return Admission.LATE;
        }
        if (waiting.size() + window.size() >= limits.entries()) {
            return Admission.OVERFLOW;
        }
        waiting.add(input);
        return Admission.BUFFERED;
    }

    /** Judges every match that is not later than the watermark, in order; what fired, in order. */
    public List<Fired> advance(long watermarkMicros) {
        List<Fired> fired = new ArrayList<>();
        while (!waiting.isEmpty() && waiting.first().timeMicros() <= watermarkMicros) {
            CorrelationInput next = waiting.removeFirst();
            if (rule.threshold().isRising()) {
                rise(next, fired);
            } else {
                closeBefore(next.timeMicros(), fired);
                collect(next);
            }
        }
        watermark = Math.max(watermark, watermarkMicros);
        if (rule.threshold().isRising()) {
            endRest(watermark);
            evictUntil(watermark - span - 1);
        } else {
            closeBefore(watermark, fired);
        }
        return fired;
    }

    /** The watermark at which {@link #advance} has something to do next; empty when never. */
    public OptionalLong nextTimer() {
        long next = waiting.isEmpty() ? Long.MAX_VALUE : waiting.first().timeMicros();
        if (opened.isPresent()) {
            next = Math.min(next, opened.getAsLong() + span + 1);
        } else if (anchor.isPresent()) {
            next = Math.min(next, Math.max(anchor.getAsLong() + span, lastInWindow() + span + 1));
        } else if (!window.isEmpty()) {
            next = Math.min(next, lastInWindow() + span + 1);
        }
        return next == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(next);
    }

    /** True when forgetting this state changes nothing. */
    public boolean isEmpty() {
        return waiting.isEmpty() && window.isEmpty() && anchor.isEmpty() && opened.isEmpty();
    }

    /** Matches held, waiting ones included. */
    public int size() {
        return waiting.size() + window.size();
    }

    /** This state as bytes, for a checkpoint. */
    public byte[] toBytes() {
        return StateCodec.write(this);
    }

    /** The state that {@link #toBytes} wrote for this rule. */
    public static CorrelationState fromBytes(CorrelationRule rule, byte[] bytes) {
        return StateCodec.read(new CorrelationState(rule), bytes);
    }

    /** As {@link #fromBytes(CorrelationRule, byte[])} with other limits than the default. */
    public static CorrelationState fromBytes(CorrelationRule rule, Limits limits, byte[] bytes) {
        return StateCodec.read(new CorrelationState(rule, limits), bytes);
    }

    private void rise(CorrelationInput next, List<Fired> fired) {
        evictUntil(next.timeMicros() - span - 1);
        endRest(next.timeMicros());
        if (!admit(next)) {
            return;
        }
        long count = Counts.of(rule, window);
        if (anchor.isEmpty() && rule.threshold().holds(count)) {
            anchor = OptionalLong.of(next.timeMicros());
            fired.add(fired(next.timeMicros(), count));
        }
    }

    /** Rest ends at a time by which the condition no longer holds and one timespan has passed. */
    private void endRest(long now) {
        if (anchor.isEmpty() || now < anchor.getAsLong() + span) {
            return;
        }
        List<CorrelationInput> left = window.stream()
                .filter(entry -> entry.timeMicros() >= now - span)
                .toList();
        if (!rule.threshold().holds(Counts.of(rule, left))) {
            anchor = OptionalLong.empty();
        }
    }

    private void collect(CorrelationInput next) {
        if (anchor.isPresent()) {
            if (next.timeMicros() < anchor.getAsLong() + span) {
                return;
            }
            anchor = OptionalLong.empty();
        }
        if (opened.isEmpty()) {
            opened = OptionalLong.of(next.timeMicros());
        }
        admit(next);
    }

    /** Judges the open window if its end lies before this time. */
    private void closeBefore(long now, List<Fired> fired) {
        if (opened.isPresent() && opened.getAsLong() + span < now) {
            long end = opened.getAsLong() + span;
            long count = Counts.of(rule, window);
            if (rule.threshold().holds(count)) {
                fired.add(fired(end, count));
                anchor = OptionalLong.of(end);
            }
            opened = OptionalLong.empty();
            window.clear();
        }
        if (anchor.isPresent() && now >= anchor.getAsLong() + span) {
            anchor = OptionalLong.empty();
        }
    }

    /** Puts a match into the window unless its activity is already counted there. */
    private boolean admit(CorrelationInput next) {
        if (window.stream().anyMatch(entry -> Counts.sameCount(rule.type(), entry, next))) {
            return false;
        }
        window.add(next);
        int shown = window.size() - limits.evidence() - 1;
        if (shown >= 0) {
            window.set(shown, window.get(shown).light());
        }
        return true;
    }

    private Fired fired(long end, long count) {
        int from = Math.max(0, window.size() - limits.evidence());
        return new Fired(end, window.getFirst().timeMicros(), end, count, window.subList(from, window.size()));
    }

    private void evictUntil(long time) {
        int gone = 0;
        while (gone < window.size() && window.get(gone).timeMicros() <= time) {
            gone++;
        }
        window.subList(0, gone).clear();
    }

    private boolean isInWindow(CorrelationInput input) {
        return window.stream().anyMatch(entry -> entry.compareTo(input) == 0);
    }

    private long lastInWindow() {
        return window.isEmpty() ? Long.MIN_VALUE + span : window.getLast().timeMicros();
    }
}
