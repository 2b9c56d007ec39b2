// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.topology;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * A record on its way out. It carries the partition it came from, which a partitioner cannot see otherwise.
 *
 * @param partition partition of the raw record
 * @param bytes the encoded record
 */
record Outgoing(int partition, byte[] bytes) {
    /** Writes the bytes as they are. */
    static final Serializer<Outgoing> SERIALIZER = (topic, outgoing) -> outgoing.bytes();

    /** Keeps the partition. */
    static final StreamPartitioner<byte[], Outgoing> SAME_PARTITION =
            (topic, key, outgoing, partitions) -> Optional.of(Set.of(outgoing.partition()));
}
