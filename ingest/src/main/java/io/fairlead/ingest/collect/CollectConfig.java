// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.collect;

import io.fairlead.schemas.config.DataSize;
import io.fairlead.schemas.config.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The collector's settings.
 *
 * @param sources files to follow
 * @param node the node's name in records
 * @param positions directory where the collector keeps how far it has read
 * @param pollInterval pause between two looks at the files
 * @param maxLineSize longest line, joined parts included
 * @param maxOpenFiles files held open at once
 * @param name the instance's name in records
 * @param acknowledgementTimeout how long Kafka may take before a line is sent again
 * @param kafkaPatience silence of Kafka after which the stage is not ready
 * @param maxInFlight bytes that may wait for Kafka
 */
public record CollectConfig(
        @Setting(doc = "Files to follow.") List<SourceConfig> sources,

        @Setting(doc = "Name of the node in the records.", defaultValue = "")
        String node,

        @Setting(
                doc = "Directory where the collector keeps how far it has read.",
                defaultValue = "/var/lib/fairlead/collect")
        Path positions,

        @Setting(doc = "Pause between two looks at the files.", defaultValue = "250ms")
        Duration pollInterval,

        @Setting(doc = "Longest line, joined parts included; longer ones become dead letters.", defaultValue = "1MiB")
        DataSize maxLineSize,

        @Setting(doc = "Files held open at once.", defaultValue = "512", min = 1, max = 100_000)
        int maxOpenFiles,

        @Setting(doc = "Name of this instance in the records it writes.", defaultValue = "collect")
        String name,

        @Setting(doc = "How long Kafka may take before a line is sent again.", defaultValue = "30s")
        Duration acknowledgementTimeout,

        @Setting(doc = "Silence of Kafka after which the stage is not ready.", defaultValue = "10s")
        Duration kafkaPatience,

        @Setting(doc = "Bytes that may wait for Kafka at once.", defaultValue = "16MiB")
        DataSize maxInFlight) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final long SMALLEST_LINE = 1024;

    public CollectConfig {
        sources = List.copyOf(sources);
        if (pollInterval.toMillis() < 1) {
            throw new IllegalArgumentException("poll-interval takes 1ms or more");
        }
        if (acknowledgementTimeout.compareTo(SHORTEST) < 0 || kafkaPatience.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("acknowledgement-timeout and kafka-patience take 1s or more");
        }
        if (maxLineSize.bytes() < SMALLEST_LINE || maxLineSize.bytes() > maxInFlight.bytes()) {
            throw new IllegalArgumentException("max-line-size takes 1KiB to max-in-flight (" + maxInFlight + ")");
        }
        if (maxInFlight.bytes() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("max-in-flight takes less than 2GiB");
        }
    }
}
