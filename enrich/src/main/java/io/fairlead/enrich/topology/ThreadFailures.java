// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.topology;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** Says when threads die so often that replacing them is no cure. Thread-safe. */
final class ThreadFailures {
    private final int most;
    private final long window;
    private final LongSupplier nanoTime;
    private final Deque<Long> times = new ArrayDeque<>();

    ThreadFailures(int most, Duration window, LongSupplier nanoTime) {
        this.most = most;
        this.window = window.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Notes one failure; true while there were no more than the bound within the window. */
    synchronized boolean bearable() {
        long now = nanoTime.getAsLong();
        times.addLast(now);
        while (now - times.getFirst() > window) {
            times.removeFirst();
        }
        return times.size() <= most;
    }
}
