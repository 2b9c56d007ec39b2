// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.embedded;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for what offers no time-out of its own. */
final class Bounded {
    private static final Logger LOG = LoggerFactory.getLogger(Bounded.class);

    private Bounded() {}

    /**
     * Runs the work on a thread of its own and waits for it, no longer than this. Work that takes longer goes on by
     * itself and keeps no process alive; a fault in it is logged. An interrupt ends the waiting.
     *
     * @return whether the work ended in time
     */
    static boolean run(String name, Duration limit, Runnable work) {
        Thread thread = Thread.ofPlatform().daemon().name(name).unstarted(work);
        thread.setUncaughtExceptionHandler((failed, fault) -> LOG.warn("{} failed: {}", name, fault.toString()));
        thread.start();
        try {
            return thread.join(limit);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
