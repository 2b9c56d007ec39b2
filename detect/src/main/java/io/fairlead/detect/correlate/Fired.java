// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import java.util.List;

/**
 * A correlation whose condition held.
 *
 * @param anchor the time that names the window in the alert's id, microseconds: of the event by which the condition held,
 *     or the end of the window where the condition is judged at its end
 * @param windowStart time of the window's first event, microseconds
 * @param windowEnd the window's end, microseconds; equals the anchor
 * @param count what was counted: distinct activities, values or rules
 * @param evidence at most {@link Limits#evidence()} matches of the window, the last ones, in order of time
 */
public record Fired(long anchor, long windowStart, long windowEnd, long count, List<CorrelationInput> evidence) {
    public Fired {
        evidence = List.copyOf(evidence);
    }
}
