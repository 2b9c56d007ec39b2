// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.meter;

import java.util.Map;
import java.util.TreeMap;

/**
 * When events came too late for correlations, by the hour of their receipt, so that a replay over those hours with more
 * lateness allowed can make up for it. Holds the last {@value #HOURS} hours with late events.
 */
public final class LateHours {
    private static final int HOURS = 24 * 30;
    private static final long HOUR_MILLIS = 3_600_000;

    private final TreeMap<Long, Long> counts = new TreeMap<>();

    /** A late event was received at this time, in milliseconds since the epoch. */
    public synchronized void add(long receivedAt) {
        add(Math.floorDiv(receivedAt, HOUR_MILLIS) * HOUR_MILLIS, 1);
    }

    /** Adds what was counted elsewhere for an hour that begins at this time. */
    public synchronized void add(long hour, long number) {
        counts.merge(hour, number, Long::sum);
        if (counts.size() > HOURS) {
            counts.pollFirstEntry();
        }
    }

    /** Adds everything that another has counted. */
    public void addAll(LateHours other) {
        other.counts().forEach(this::add);
    }

    /** Start of each hour, in milliseconds since the epoch, to the number of late events received in it. */
    public synchronized Map<Long, Long> counts() {
        return new TreeMap<>(counts);
    }
}
