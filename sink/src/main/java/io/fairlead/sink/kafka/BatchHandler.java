// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.kafka;

/** What is done with records. Runs on one thread; may take as long as it needs. */
public interface BatchHandler {
    /**
     * Gives every record its effect, or a dead letter; returns when all have one. Must stand being called again with the
     * same records.
     *
     * @throws InterruptedException when the reader closes; what is not marked done comes again after the next start
     */
    void handle(Batch batch) throws InterruptedException;

    /** Records that expired before they were read. Called before the records that follow them. */
    void missed(Gap gap) throws InterruptedException;

    /**
     * Whether something is due although no record came: then {@link #handle} is called with an empty batch. Asked from
     * another thread, about each second while nothing comes.
     */
    default boolean isDue() {
        return false;
    }
}
