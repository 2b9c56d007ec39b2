// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.judge;

import io.fairlead.detect.alert.SuppressionKey;
import io.fairlead.detect.correlate.CorrelationInput;
import io.fairlead.detect.job.stream.FiredAlert;
import io.fairlead.detect.job.stream.GroupInput;
import io.fairlead.schemas.record.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the rules say of one event. Gathered first and sent on afterwards, so that a fault while judging is never mistaken
 * for one of an operator further on.
 */
final class Ruling {
    private static final long MICROS = 1_000;

    final List<String> matchedRules = new ArrayList<>();
    /** Filters that withdrew a match, once for each match. */
    final List<String> filterHits = new ArrayList<>();
    /** Filters that would have withdrawn a match, had they not expired. */
    final List<String> expiredFilters = new ArrayList<>();

    final List<FiredAlert> alerts = new ArrayList<>();
    final List<GroupInput> inputs = new ArrayList<>();
    final List<String> missedCorrelations = new ArrayList<>();

    /**
     * What the alert of an event swallows or is swallowed by: nothing when it is late, as its window may be over; its
     * stamp is bounded as for correlations.
     */
    static Optional<SuppressionKey> bounded(
            Optional<SuppressionKey> key, Event event, long horizonMillis, long latenessMillis) {
        long latest = (event.getReceivedAt().toEpochMilli() + latenessMillis) * MICROS;
        return key.map(one -> one.timeMicros() <= latest ? one : one.at(latest))
                .filter(one -> Math.floorDiv(one.timeMicros(), MICROS) >= horizonMillis);
    }

    /** Whether an event of this time is late where everything before the horizon (milliseconds) has been decided. */
    static boolean isLate(CorrelationInput input, long horizonMillis) {
        return Math.floorDiv(input.timeMicros(), MICROS) < horizonMillis;
    }

    /**
     * The input as a correlation may see it: a stamp later than its own receipt by more than the allowed lateness is
     * false, and would keep its group open until then; it counts as that late instead.
     */
    static CorrelationInput bounded(CorrelationInput input, long latenessMillis) {
        long latest = (input.receivedAtMillis() + latenessMillis) * MICROS;
        return input.timeMicros() <= latest ? input : input.at(latest);
    }
}
