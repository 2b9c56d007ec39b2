// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.up;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs, in the order in which it started. Closing stops the youngest first, each only after the one before has
 * ended; one that fails to stop is logged and does not keep the others running.
 */
final class StopOrder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StopOrder.class);

    private final Deque<Running> running = new ArrayDeque<>();

    /** Remembers something that has started, and hands it back. */
    synchronized <T extends AutoCloseable> T started(String name, T what) {
        running.push(new Running(name, what));
        return what;
    }

    @Override
    public void close() {
        while (true) {
            Running next = next();
            if (next == null) {
                return;
            }
            long from = System.nanoTime();
            try {
                next.what().close();
                LOG.info("{} stopped in {} ms", next.name(), (System.nanoTime() - from) / 1_000_000);
            } catch (Exception e) {
                LOG.error("{} did not stop in order: {}", next.name(), e.toString());
            }
        }
    }

    private synchronized @org.jspecify.annotations.Nullable Running next() {
        return running.poll();
    }

    private record Running(String name, AutoCloseable what) {}
}
