// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.embedded;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.Duration;

/** What may be asked of a start: ten seconds on a quiet machine, a minute where others use the processors too. */
final class Quiet {
    private static final Duration PROMISED = Duration.ofSeconds(10);
    private static final Duration BUSY = Duration.ofSeconds(60);

    private Quiet() {}

    /** How soon a server that starts now must be ready. */
    static Duration ready() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        double load = system.getSystemLoadAverage();
        return load >= 0 && load < system.getAvailableProcessors() ? PROMISED : BUSY;
    }
}
