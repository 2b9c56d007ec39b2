// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.http;

import io.fairlead.ingest.kafka.Receipt;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The receipts one request waits for, and how long it has been since something moved. */
final class Progress {
    private final long patience;
    private long lastMove = System.nanoTime();
    private long pending;
    private boolean failed;

    Progress(Duration patience) {
        this.patience = patience.toNanos();
    }

    /** A receipt to wait for. */
    Receipt expect() {
        synchronized (this) {
            pending++;
        }
        return new Receipt() {
            @Override
            public void acknowledged() {
                done(true);
            }

            @Override
            public void failed(String reason) {
                done(false);
            }
        };
    }

    synchronized boolean failed() {
        return failed;
    }

    synchronized void moved() {
        lastMove = System.nanoTime();
    }

    /** How long to wait yet for something to move. */
    synchronized Duration left() {
        return Duration.ofNanos(Math.max(0, lastMove + patience - System.nanoTime()));
    }

    /** Waits until every receipt came; true when all are good. */
    synchronized boolean await() {
        try {
            while (pending > 0 && !failed) {
                long left = left().toNanos();
                if (left == 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
        return !failed;
    }

    private synchronized void done(boolean good) {
        pending--;
        if (good) {
            lastMove = System.nanoTime();
        }
        failed |= !good;
        if (pending == 0 || failed) {
            notifyAll();
        }
    }
}
