// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import java.math.BigDecimal;
import java.util.List;

/**
 * A correlation whose condition held.
 *
 * @param anchor the time that names the window in the alert's id, microseconds: of the event by which the condition held,
 *     or the end of the window where the condition is judged at its end
 * @param windowStart time of the window's first event, microseconds
 * @param windowEnd the window's end, microseconds; equals the anchor
 * @param count what was counted: distinct activities, values or rules; of a type that measures, the activities measured
 * @param measured what the condition was held against: the count, or the measure of the types that measure
 * @param evidence at most {@link Limits#evidence()} matches of the window, the last ones, in order of time
 */
public record Fired(
        long anchor,
        long windowStart,
        long windowEnd,
        long count,
        BigDecimal measured,
        List<CorrelationInput> evidence) {
    public Fired {
        evidence = List.copyOf(evidence);
    }

    /** The events behind the evidence, in order, the last ones: of a correlation of correlations those at the bottom. */
    public List<CorrelationInput> events(int most) {
        List<CorrelationInput> events =
                ChainedInputs.flat(evidence).stream().sorted().distinct().toList();
        return ChainedInputs.last(events, most);
    }

    /** Receipt of the newest evidence, in milliseconds since the epoch: which rule set was in force. */
    public long receivedAtMillis() {
        return evidence.stream()
                .mapToLong(CorrelationInput::receivedAtMillis)
                .max()
                .orElse(Math.floorDiv(anchor, 1_000));
    }
}
