// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.observe.HealthReport;
import java.util.function.Supplier;

/** Waits for the end of what runs: a signal, or a stage that only a restart helps. */
final class Watch {
    private static final long INTERVAL_MILLIS = 1_000;

    private Watch() {}

    /** Returns the exit code of the command. */
    static int untilStopped(Supplier<HealthReport> health, StopSignal stop, Talk talk) throws InterruptedException {
        while (!stop.await(INTERVAL_MILLIS)) {
            HealthReport report = health.get();
            if (!report.isLive()) {
                report.stages().forEach((name, state) -> {
                    if (!state.live()) {
                        talk.say(name + " has ended and only a restart helps: " + String.join(", ", state.reasons()));
                    }
                });
                return ExitCode.FAILED;
            }
        }
        return ExitCode.OK;
    }
}
