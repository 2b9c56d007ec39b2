// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.kafka;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/** One line when Kafka goes away, one when it is back, none between. For one thread. */
final class AwayLog {
    private final Logger log;
    private boolean reached;
    private boolean away;
    private long since;

    AwayLog(Logger log) {
        this.log = log;
    }

    /** Kafka does not answer, for this reason. */
    void away(String reason) {
        if (!away) {
            away = true;
            since = System.nanoTime();
            log.warn("Kafka is away, nothing is taken until it is back: {}", reason);
        }
    }

    /** Kafka answers. */
    void here() {
        if (away) {
            log.info("Kafka is back after {} s", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since));
        } else if (!reached) {
            log.info("topic raw is reached");
        }
        away = false;
        reached = true;
    }
}
