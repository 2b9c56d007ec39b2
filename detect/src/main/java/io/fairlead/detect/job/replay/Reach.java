// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.replay;

import io.fairlead.detect.job.DetectException;
import io.fairlead.detect.job.kafka.TopicScan;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Which offsets of {@code events} a replay reads. Records there carry their receipt as Kafka's stamp; those of a span lie
 * between the first record stamped at its start or later and the first stamped at its end or later, give or take the
 * disorder within a partition, which the margin covers.
 *
 * @param starts first offset of each partition
 * @param ends offset behind the last of each partition
 */
record Reach(Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {
    /**
     * The offsets of this span and of a margin on both sides, as far as the topic holds it.
     *
     * @throws DetectException when the topic no longer holds {@code from}
     */
    static Reach of(KafkaConfig kafka, Instant from, Instant to, Duration margin) {
        TopicScan scan = new TopicScan(kafka, Topic.EVENTS);
        return scan.run(consumer -> {
            List<TopicPartition> partitions = scan.partitions(consumer);
            refuseExpired(kafka, from, consumer, partitions);
            Map<TopicPartition, Long> last = consumer.endOffsets(partitions);
            return new Reach(offsets(consumer, from.minus(margin), last), offsets(consumer, to.plus(margin), last));
        });
    }

    /** Records between the starts and the ends. */
    long size() {
        return ends.entrySet().stream()
                .mapToLong(end -> end.getValue() - starts.getOrDefault(end.getKey(), 0L))
                .sum();
    }

    private static void refuseExpired(
            KafkaConfig kafka, Instant from, KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
        Map<TopicPartition, OffsetAndTimestamp> held = at(consumer, Instant.EPOCH, partitions);
        Instant earliest = Instant.MIN;
        for (TopicPartition partition : partitions) {
            if (first.getOrDefault(partition, 0L) > 0) {
                @Nullable OffsetAndTimestamp oldest = held.get(partition);
                Instant begins = oldest == null ? Instant.MAX : Instant.ofEpochMilli(oldest.timestamp());
                earliest = begins.isAfter(earliest) ? begins : earliest;
            }
        }
        if (from.isBefore(earliest)) {
            String topic = kafka.topic(Topic.EVENTS);
            throw new DetectException(
                    earliest.equals(Instant.MAX)
                            ? "Topic " + topic + " holds nothing of " + from + " any more, nor of any later time;"
                                    + " there is nothing to replay."
                            : "Topic " + topic + " no longer holds " + from + "; the earliest it holds in full is "
                                    + earliest + ": begin there.");
        }
    }

    private static Map<TopicPartition, Long> offsets(
            KafkaConsumer<byte[], byte[]> consumer, Instant time, Map<TopicPartition, Long> last) {
        Map<TopicPartition, OffsetAndTimestamp> found = at(consumer, time, List.copyOf(last.keySet()));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        last.forEach((partition, end) -> {
            @Nullable OffsetAndTimestamp offset = found.get(partition);
            offsets.put(partition, offset == null ? end : Math.min(end, offset.offset()));
        });
        return offsets;
    }

    private static Map<TopicPartition, OffsetAndTimestamp> at(
            KafkaConsumer<byte[], byte[]> consumer, Instant time, List<TopicPartition> partitions) {
        long millis = Math.max(0, time.toEpochMilli());
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, millis));
        return consumer.offsetsForTimes(times);
    }
}
