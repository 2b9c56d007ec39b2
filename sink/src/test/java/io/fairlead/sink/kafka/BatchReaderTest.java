// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the reader does when Kafka's client throws, which a real broker does too rarely to wait for. */
final class BatchReaderTest {
    private static final String TOPIC = "events";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final Collecting handler = new Collecting();
    private BatchReader reader = start();

    @AfterEach
    void close() {
        reader.close();
    }

    @Test
    void clientThatTimesOutIsAskedAgain() {
        consumer.schedulePollTask(() -> consumer.setPollException(new TimeoutException("no answer")));
        consumer.schedulePollTask(() -> record(0));
        await().until(() -> handler.offsets.size() == 1);
        assertThat(reader.isAlive()).isTrue();
        await().until(() -> committed() == 1);
    }

    @Test
    void failedBatchIsTriedAgainAndCommittedOnlyThen() {
        handler.failures.set(1);
        consumer.schedulePollTask(() -> record(0));
        await().until(() -> handler.failures.get() < 1);
        assertThat(committed()).as("while the batch has only failed").isZero();
        await().until(() -> committed() == 1);
        assertThat(handler.offsets).containsExactly(0L);
    }

    @Test
    void expiredRecordsAreReportedAndReadingGoesOnBehindThem() {
        consumer.schedulePollTask(() -> record(0));
        await().until(() -> committed() == 1);
        consumer.schedulePollTask(() -> {
            consumer.updateBeginningOffsets(Map.of(PARTITION, 7L));
            consumer.setPollException(new OffsetOutOfRangeException(Map.of(PARTITION, 1L)));
        });
        consumer.schedulePollTask(() -> record(7));
        await().until(() -> handler.offsets.contains(7L));
        assertThat(handler.gaps)
                .singleElement()
                .satisfies(gap -> assertThat(gap.count()).isEqualTo(6));
    }

    @Test
    void faultThatOnlyARestartMendsIsTold() {
        consumer.schedulePollTask(() -> consumer.setPollException(new AuthorizationException("not for you")));
        await().until(() -> !reader.isAlive());
        await().until(consumer::closed);
    }

    private BatchReader start() {
        consumer.schedulePollTask(() -> {
            consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
            consumer.rebalance(List.of(PARTITION));
        });
        BatchReader started = BatchReader.start("indexer", TOPIC, consumer, handler);
        await().until(() -> committed() == 0);
        return started;
    }

    private void record(long offset) {
        consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, offset, new byte[0], new byte[0]));
    }

    /** The committed offset; -1 before the first commit. */
    private long committed() {
        OffsetAndMetadata offset = consumer.committed(Set.of(PARTITION)).get(PARTITION);
        return offset == null ? -1 : offset.offset();
    }

    /** Keeps what it is given; fails as often as asked. */
    private static final class Collecting implements BatchHandler {
        private final AtomicInteger failures = new AtomicInteger();
        private final List<Long> offsets = Collections.synchronizedList(new ArrayList<>());
        private final List<Gap> gaps = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void handle(Batch batch) {
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("the destination is away");
            }
            batch.records().forEach(record -> offsets.add(record.offset()));
        }

        @Override
        public void missed(Gap gap) {
            gaps.add(gap);
        }
    }
}
