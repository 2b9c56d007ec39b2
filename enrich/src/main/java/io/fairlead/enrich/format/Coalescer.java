// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import io.fairlead.schemas.record.RawLog;
import java.time.Instant;
import java.util.List;

/**
 * Brings together the raw records of one stream that make up one event.
 *
 * <p>What it promises: every record that was added comes out exactly once, alone or joined with others, at the latest when
 * time has gone on by a bound of the format's or too much waits; the order of events is that of their completion. It goes
 * by the recorded times of receipt alone, so that a replay gives the same. Its state is bounded and survives a restart as
 * bytes. A record that belongs to no event comes out at once, as it is. For one thread.
 */
public interface Coalescer {
    /** Longest state in bytes. */
    int MOST_STATE = 1536 * 1024;

    /** Takes a record; gives what is complete now. */
    List<Joined> add(RawLog raw);

    /** Time has come to this instant of the recorded clock; gives what has waited long enough. */
    List<Joined> advance(Instant now);

    /** No more comes: gives everything that waits. */
    List<Joined> flush();

    /** Bytes of the records that wait. */
    int held();

    /** Whether {@link #state} gives something else than when it was asked last; one that does not know says yes. */
    default boolean changed() {
        return true;
    }

    /** Everything that must survive a restart: at most {@value #MOST_STATE} bytes. */
    byte[] state();

    /**
     * Takes up a state in the place of its own.
     *
     * @throws IllegalArgumentException when the bytes are no state of this kind
     */
    void restore(byte[] state);

    /** What comes out. */
    sealed interface Joined {
        /**
         * The records of one event.
         *
         * @param raw one record: the first one's origin and id, the last one's time of receipt, the payloads a line each
         */
        record Whole(RawLog raw) implements Joined {}

        /**
         * Numbers of a sequence that never came.
         *
         * @param from the first
         * @param count how many
         * @param at when that was clear, by the recorded clock
         * @param near a record beside the gap, for where it happened
         */
        record Lost(long from, long count, Instant at, RawLog near) implements Joined {}
    }
}
