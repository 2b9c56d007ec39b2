// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import io.fairlead.schemas.config.DataSize;
import io.fairlead.schemas.config.Setting;
import java.time.Duration;

/**
 * Who rolls data streams over and deletes what is past its retention.
 *
 * @param mode whether we do
 * @param interval time between rounds
 * @param rolloverAge a backing index older than this is rolled over
 * @param rolloverSize one whose primary shard is larger than this is rolled over
 */
public record HousekeepingConfig(
        @Setting(doc = "on, off, or auto: on where Elasticsearch has no data stream lifecycle.", defaultValue = "auto")
        Mode mode,

        @Setting(doc = "Time between two rounds.", defaultValue = "60s")
        Duration interval,

        @Setting(doc = "A backing index older than this is rolled over.", defaultValue = "1d")
        Duration rolloverAge,

        @Setting(
                doc = "A backing index whose primary shard is larger than this is rolled over.",
                defaultValue = "10GiB")
        DataSize rolloverSize) {
    /** Whether the sink keeps house. */
    public enum Mode {
        /** Always. */
        ON,
        /** Never. */
        OFF,
        /** Where Elasticsearch itself cannot. */
        AUTO
    }

    public HousekeepingConfig {
        if (interval.toMillis() < 100 || rolloverAge.toMillis() < 1_000 || rolloverSize.bytes() < 1) {
            throw new IllegalArgumentException("interval is at least 100ms, rollover-age 1s, rollover-size 1B");
        }
    }
}
