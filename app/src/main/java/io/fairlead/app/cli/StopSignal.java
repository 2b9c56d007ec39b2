// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/**
 * Waits for Ctrl-C or SIGTERM, so that the main thread can stop things in their order.
 *
 * <p>Signals are handled here and not in a shutdown hook: hooks of libraries run beside each other and would pull the floor
 * from under a pipeline that still drains. A second signal ends the process at once.
 */
final class StopSignal {
    private static final int KILLED = 137;

    private final CountDownLatch asked = new CountDownLatch(1);

    private StopSignal() {}

    /** Takes over both signals of this process. */
    static StopSignal install(Talk talk) {
        StopSignal stop = new StopSignal();
        AtomicBoolean first = new AtomicBoolean(true);
        for (String name : new String[] {"INT", "TERM"}) {
            Signal.handle(new Signal(name), signal -> {
                if (first.getAndSet(false)) {
                    talk.say("stopping; again to give up draining and end at once");
                    stop.asked.countDown();
                } else {
                    Runtime.getRuntime().halt(KILLED);
                }
            });
        }
        return stop;
    }

    /** Returns when a signal came. */
    void await() throws InterruptedException {
        asked.await();
    }

    /** Waits at most this long; true when a signal came. */
    boolean await(long millis) throws InterruptedException {
        return asked.await(millis, TimeUnit.MILLISECONDS);
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }
}
