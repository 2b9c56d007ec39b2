// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.collect;

import io.fairlead.ingest.kafka.Receipt;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The records of one file that Kafka has not acknowledged yet, in order. The file's offset moves only over records that
 * are acknowledged without a gap.
 */
final class Unacknowledged {
    private static final class Entry {
        private final long safe;
        private boolean acknowledged;

        Entry(long safe) {
            this.safe = safe;
        }
    }

    private final Deque<Entry> entries = new ArrayDeque<>();
    private int waiting;
    private long committed;
    private boolean failed;

    Unacknowledged(long committed) {
        this.committed = committed;
    }

    /**
     * A record that is about to be sent.
     *
     * @param safe where reading may go on once it and all before it are acknowledged
     */
    synchronized Receipt expect(long safe) {
        Entry entry = new Entry(safe);
        entries.add(entry);
        waiting++;
        return new Receipt() {
            @Override
            public void acknowledged() {
                done(entry, true);
            }

            @Override
            public void failed(String reason) {
                done(entry, false);
            }
        };
    }

    /** Reading has come here and nothing of what lies before was a record. */
    synchronized void skip(long safe) {
        if (entries.isEmpty()) {
            committed = Math.max(committed, safe);
        }
    }

    /** Everything before is in Kafka. */
    synchronized long committed() {
        return committed;
    }

    /** Whether a record failed, so that reading must begin again at {@link #committed()}. */
    synchronized boolean failed() {
        return failed;
    }

    /** Whether no receipt is due. */
    synchronized boolean quiet() {
        return waiting == 0;
    }

    /** Begins again behind the committed offset; only when quiet. */
    synchronized void restart() {
        entries.clear();
        failed = false;
    }

    private synchronized void done(Entry entry, boolean good) {
        waiting--;
        entry.acknowledged = good;
        failed |= !good;
        while (!entries.isEmpty() && entries.peek().acknowledged) {
            committed = Math.max(committed, entries.remove().safe);
        }
    }
}
