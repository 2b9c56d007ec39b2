// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import io.fairlead.detect.rule.CorrelationRule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
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
 * group's first match after rest; when it held, the group rests one timespan from that end. A condition on nothing at all does
 * not hold: an empty window ends every rest.
 *
 * <p>Every alert's anchor lies past the watermark before the one that brought it out, so a correlation of correlations, fed
 * before it hears of the new watermark, never gets anything late.
 *
 * <p>Not thread-safe: one thread at a time.
 */
public final class CorrelationState {
    private final CorrelationRule rule;
    private final Limits limits;
    private final long span;
    private final boolean rising;
    final NavigableSet<CorrelationInput> waiting = new TreeSet<>();
    final CountedWindow window;
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
        this.rising = rule.threshold().isRising();
        this.window = new CountedWindow(rule, limits.evidence());
    }

    /**
     * Offers a match.
     *
     * @param input the match
     * @param watermarkMicros how far time has come for the caller
     */
    public Admission add(CorrelationInput input, long watermarkMicros) {
        if (waiting.contains(input) || window.holds(input)) {
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
            passUntil(next.timeMicros(), fired);
            if (window.add(next)) {
                judge(next, fired);
            }
        }
        watermark = Math.max(watermark, watermarkMicros);
        if (watermark == Long.MIN_VALUE) {
            return fired;
        }
        closeWindow(watermark, fired);
        passUntil(watermark, fired);
        return fired;
    }

    /** The watermark at which {@link #advance} has something to do next; empty when never. */
    public OptionalLong nextTimer() {
        long next = waiting.isEmpty() ? Long.MAX_VALUE : waiting.first().timeMicros();
        if (opened.isPresent()) {
            next = Math.min(next, opened.getAsLong() + span);
        } else if (anchor.isPresent()) {
            next = Math.min(next, Math.max(anchor.getAsLong() + span, window.last() + span + 1));
        } else if (!window.isEmpty()) {
            next = Math.min(next, window.last() + span + 1);
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

    /** Time comes to this point, at which more may happen: windows that ended before are judged, rest ends. */
    private void passUntil(long now, List<Fired> fired) {
        closeWindow(now - 1, fired);
        endRest(now);
        window.forgetBefore(now - span);
    }

    /** Judges the window that was opened, when everything up to its end has come. */
    private void closeWindow(long now, List<Fired> fired) {
        if (opened.isEmpty() || opened.getAsLong() + span > now) {
            return;
        }
        long start = opened.getAsLong();
        opened = OptionalLong.empty();
        window.forgetBefore(start);
        Optional<BigDecimal> measured = window.measured();
        if (measured.isPresent() && rule.threshold().holds(measured.get())) {
            anchor = OptionalLong.of(start + span);
            fired.add(fired(start, start + span, measured.get()));
        }
    }

    /**
     * Ends the rest at the first instant up to now at which it may. Each departure of a match is such an instant: a mean or
     * a sum may fall as well as rise by one, and no step of the watermark may decide whether that was seen.
     */
    private void endRest(long now) {
        if (anchor.isEmpty() || now < anchor.getAsLong() + span) {
            return;
        }
        window.forgetBefore(anchor.getAsLong());
        while (rising && holds()) {
            if (window.first() + span >= now) {
                return;
            }
            window.forgetBefore(window.first() + 1);
        }
        anchor = OptionalLong.empty();
    }

    private void judge(CorrelationInput next, List<Fired> fired) {
        if (anchor.isPresent()) {
            if (rising && next.timeMicros() >= anchor.getAsLong() + span && !holds()) {
                anchor = OptionalLong.empty();
            }
        } else if (!rising) {
            opened = opened.isPresent() ? opened : OptionalLong.of(next.timeMicros());
        } else if (holds()) {
            anchor = OptionalLong.of(next.timeMicros());
            fired.add(fired(window.first(), next.timeMicros(), window.measured().orElseThrow()));
        }
    }

    private boolean holds() {
        return window.measured().filter(rule.threshold()::holds).isPresent();
    }

    private Fired fired(long start, long end, BigDecimal measured) {
        List<CorrelationInput> entries = window.entries();
        int from = Math.max(0, entries.size() - limits.evidence());
        long count = rule.type().isNumeric() ? entries.size() : measured.longValueExact();
        return new Fired(end, start, end, count, measured, entries.subList(from, entries.size()));
    }
}
