// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.kafka;

import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What expired on the topic {@code events} while nobody read it. */
public final class Gaps {
    private static final Logger LOG = LoggerFactory.getLogger(Gaps.class);

    private Gaps() {}

    /** How many records expired before this group read them, over all partitions; each of those with a gap is logged. */
    public static long tell(KafkaConfig kafka, String group) {
        Map<Integer, Long> gaps = of(kafka, group);
        gaps.forEach((partition, records) -> LOG.error(
                "{} records of partition {} of the events expired before they were judged", records, partition));
        return gaps.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Map<Integer, Long> of(KafkaConfig kafka, String group) {
        TopicScan scan = new TopicScan(kafka, Topic.EVENTS);
        return scan.asGroup(group, consumer -> {
            List<TopicPartition> partitions = scan.partitions(consumer);
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(new HashSet<>(partitions));
            Map<TopicPartition, Long> earliest = consumer.beginningOffsets(partitions);
            Map<Integer, Long> gaps = new HashMap<>();
            for (TopicPartition partition : partitions) {
                OffsetAndMetadata read = committed.get(partition);
                long gone = read == null ? 0 : earliest.getOrDefault(partition, 0L) - read.offset();
                if (gone > 0) {
                    gaps.put(partition.partition(), gone);
                }
            }
            return gaps;
        });
    }
}
