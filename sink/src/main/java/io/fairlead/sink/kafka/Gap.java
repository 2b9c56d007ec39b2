// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.kafka;

/**
 * Records that the broker no longer had when they were to be read.
 *
 * @param group the consumer group that missed them
 * @param topic topic
 * @param partition partition
 * @param from first offset missed
 * @param to first offset that is there again
 */
public record Gap(String group, String topic, int partition, long from, long to) {
    /** How many offsets; at most so many records. */
    public long count() {
        return Math.max(0, to - from);
    }
}
