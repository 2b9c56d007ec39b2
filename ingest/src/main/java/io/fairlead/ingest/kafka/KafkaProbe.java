// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.kafka;

import io.fairlead.schemas.stage.Health;
import java.time.Duration;
import java.util.Optional;

/** Judges from acknowledgements and heartbeats whether Kafka takes records now. */
public final class KafkaProbe {
    private final KafkaWriter writer;
    private final Heartbeats heartbeats;
    private final Duration patience;

    /**
     * A probe.
     *
     * @param patience how long records may wait without one acknowledgement before Kafka counts as away
     */
    public KafkaProbe(KafkaWriter writer, Heartbeats heartbeats, Duration patience) {
        this.writer = writer;
        this.heartbeats = heartbeats;
        this.patience = patience;
    }

    /** Why nothing can be written now, if so; cheap. */
    public Optional<String> away() {
        Duration silence = writer.silence();
        if (silence.compareTo(patience) > 0) {
            return Optional.of("Kafka has not acknowledged anything for " + silence.toSeconds() + " s while "
                    + writer.pending() + " records wait");
        }
        return heartbeats.problem();
    }

    /** The same as a health answer. */
    public Health health() {
        return away().map(Health::notReady).orElseGet(Health::up);
    }
}
