// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.stream;

import io.fairlead.detect.job.stream.Delivery.Beat;
import io.fairlead.detect.job.stream.Delivery.Understood;
import io.fairlead.detect.job.stream.Delivery.Unreadable;

/**
 * The recorded time of one partition. An event whose own time lies before {@link #horizon()} is late.
 *
 * <p>Lateness is judged by the partition the event came in, not by the slowest of all: then it follows from the contents
 * of one partition alone, however fast the others are read, and live and replay agree on every event.
 */
public final class PartitionTime {
    private final long latenessMillis;
    private long greatest = Long.MIN_VALUE;

    /** Nothing seen yet. */
    public PartitionTime(long latenessMillis) {
        this.latenessMillis = latenessMillis;
    }

    /** Takes in the receipt time of a delivery. */
    public void see(Delivery delivery) {
        switch (delivery) {
            case Understood understood -> see(understood.event().getReceivedAt().toEpochMilli());
            case Beat beat -> see(beat.receivedAt());
            case Unreadable unreadable -> {
                // its stamp is as doubtful as its bytes
            }
        }
    }

    /** Takes in a receipt time, in milliseconds since the epoch. */
    public void see(long receivedAt) {
        greatest = Math.max(greatest, receivedAt);
    }

    /** The greatest receipt time seen. */
    public long greatest() {
        return greatest;
    }

    /** False until the first receipt time. */
    public boolean started() {
        return greatest != Long.MIN_VALUE;
    }

    /** Events before this instant are late; in milliseconds since the epoch, {@link Long#MIN_VALUE} before the start. */
    public long horizon() {
        return started() ? greatest - latenessMillis : Long.MIN_VALUE;
    }
}
