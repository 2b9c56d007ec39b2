// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.kafka;

import io.fairlead.schemas.kafka.KafkaConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one topic in a consumer group and hands batches to a handler.
 *
 * <p>Promise: an offset is committed only after the handler marked its record done, so after a crash records come again
 * and none is skipped; the handler's effects must be idempotent. While a batch is handled, however long, partitions are
 * paused and the group is kept alive by polling, so an outage of the destination causes no rebalance. Aborted
 * transactions are not read. A group without offsets begins at the earliest record; offsets that have expired are
 * reported to the handler as a {@link Gap} and reading goes on behind them, never silently. When the broker is away the
 * client waits for it.
 */
public final class BatchReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BatchReader.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration DRAIN = Duration.ofSeconds(8);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int SAID_EVERY = 60;

    private final String group;
    private final String topic;
    private final BatchHandler handler;
    private final Consumer<byte[], byte[]> consumer;
    private final ExecutorService worker;
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean dead;
    private volatile long lag;
    private boolean busy;
    private boolean brokerAway;
    private int failures;

    private BatchReader(String group, String topic, Consumer<byte[], byte[]> consumer, BatchHandler handler) {
        this.group = group;
        this.topic = topic;
        this.handler = handler;
        this.consumer = consumer;
        this.worker = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name(group + "-work").daemon().factory());
        this.thread = Thread.ofPlatform().name(group).daemon().unstarted(this::run);
    }

    /** Begins to read. */
    public static BatchReader start(String group, String topic, int records, KafkaConfig kafka, BatchHandler handler) {
        return start(group, topic, consumer(group, records, kafka), handler);
    }

    static BatchReader start(String group, String topic, Consumer<byte[], byte[]> consumer, BatchHandler handler) {
        BatchReader reader = new BatchReader(group, topic, consumer, handler);
        reader.thread.start();
        return reader;
    }

    private static Consumer<byte[], byte[]> consumer(String group, int records, KafkaConfig kafka) {
        Map<String, Object> properties = new HashMap<>(kafka.clientProperties());
        properties.put("group.id", group);
        properties.put("client.id", group);
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", "none");
        properties.put("isolation.level", "read_committed");
        properties.put("max.poll.records", records);
        properties.put("partition.assignment.strategy", "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
        properties.putIfAbsent("session.timeout.ms", "10000");
        properties.putIfAbsent("heartbeat.interval.ms", "3000");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The consumer, for metrics. */
    public Consumer<byte[], byte[]> consumer() {
        return consumer;
    }

    /** False when reading ended by a fault that only a restart mends. */
    public boolean isAlive() {
        return !dead;
    }

    /** Records on the topic that this group has not read yet, over the partitions of this member. */
    public Gauge bindLag(MeterRegistry meters, String what) {
        return Gauge.builder("fairlead.sink.lag", this, reader -> reader.lag)
                .tag("reader", what)
                .register(meters);
    }

    private void run() {
        try {
            consumer.subscribe(List.of(topic), new Assignment());
            while (!closing) {
                List<ConsumerRecord<byte[], byte[]>> records = poll();
                if (!records.isEmpty() || handler.isDue()) {
                    handle(new Batch(records, () -> closing));
                }
            }
        } catch (WakeupException | InterruptedException closed) {
            // asked to close
        } catch (RuntimeException | Error fault) {
            dead = true;
            LOG.error("{} stopped reading {}: restart it once this is mended", group, topic, fault);
        } finally {
            worker.shutdownNow();
            consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(5)));
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> poll() throws InterruptedException {
        try {
            List<ConsumerRecord<byte[], byte[]>> list = read();
            if (brokerAway) {
                brokerAway = false;
                LOG.info("{} reaches Kafka again", group);
            }
            return list;
        } catch (RetriableException away) {
            if (!brokerAway) {
                brokerAway = true;
                LOG.warn("{} waits for Kafka and goes on once it is back: {}", group, away.toString());
            }
            TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
            return List.of();
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> read() throws InterruptedException {
        List<ConsumerRecord<byte[], byte[]>> list = new ArrayList<>();
        try {
            ConsumerRecords<byte[], byte[]> polled = consumer.poll(TICK);
            polled.forEach(list::add);
            measureLag();
        } catch (NoOffsetForPartitionException first) {
            LOG.info("{} has no offsets for {} yet and begins at the earliest records", group, first.partitions());
            begin(first.partitions());
        } catch (OffsetOutOfRangeException expired) {
            skip(expired.offsetOutOfRangePartitions());
        }
        return list;
    }

    /** Begins at the earliest records and commits that at once: what expires from now on without being read is noticed. */
    private void begin(Collection<TopicPartition> partitions) {
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        partitions.forEach(partition -> positions.put(partition, new OffsetAndMetadata(consumer.position(partition))));
        try {
            consumer.commitSync(positions);
        } catch (KafkaException refused) {
            LOG.warn("{} could not commit where it begins: {}", group, refused.toString());
        }
    }

    private void measureLag() {
        long sum = 0;
        for (TopicPartition partition : consumer.assignment()) {
            sum += consumer.currentLag(partition).orElse(0);
        }
        lag = sum;
    }

    private void skip(Map<TopicPartition, Long> expired) throws InterruptedException {
        Map<TopicPartition, Long> earliest = consumer.beginningOffsets(expired.keySet());
        for (Map.Entry<TopicPartition, Long> entry : expired.entrySet()) {
            TopicPartition partition = entry.getKey();
            long to = earliest.getOrDefault(partition, 0L);
            Gap gap = new Gap(group, partition.topic(), partition.partition(), entry.getValue(), to);
            LOG.warn(
                    "{} missed {} records of {}: offsets {} to {} expired unread",
                    group,
                    gap.count(),
                    partition,
                    gap.from(),
                    to);
            await(worker.submit(() -> {
                handler.missed(gap);
                return true;
            }));
            consumer.seek(partition, to);
        }
        consumer.resume(consumer.assignment()); // a long wait above has paused them
    }

    private void handle(Batch batch) throws InterruptedException {
        busy = true;
        consumer.pause(consumer.assignment());
        try {
            while (!closing) {
                Future<Boolean> work = worker.submit(() -> {
                    handler.handle(batch);
                    return true;
                });
                if (await(work, batch)) {
                    batch.allDone();
                    failures = 0;
                    break;
                }
                TimeUnit.MILLISECONDS.sleep(closing ? 0 : RETRY.toMillis());
            }
            commit(batch);
        } finally {
            busy = false;
            consumer.resume(consumer.assignment());
        }
    }

    /** Whether the work ended well; polls meanwhile so that the group keeps us, and commits what is done. */
    private boolean await(Future<Boolean> work, Batch batch) throws InterruptedException {
        long deadline = Long.MAX_VALUE;
        while (true) {
            if (closing && deadline == Long.MAX_VALUE) {
                deadline = System.nanoTime() + DRAIN.toNanos();
            }
            if (closing && System.nanoTime() > deadline) {
                work.cancel(true);
                commit(batch);
                throw new InterruptedException();
            }
            try {
                return work.get(closing ? 100 : TICK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillBusy) {
                keepAlive();
                commit(batch);
            } catch (ExecutionException fault) {
                if (closing && fault.getCause() instanceof InterruptedException) {
                    return false;
                }
                failed(fault.getCause());
                return false;
            } catch (CancellationException cancelled) {
                return false;
            }
        }
    }

    /** A fault that stays is told of at first and then each minute: the batch is tried every second. */
    private void failed(@Nullable Throwable fault) {
        if (failures++ % SAID_EVERY == 0) {
            LOG.error("{} failed on a batch of {} ({} times) and tries it again", group, topic, failures, fault);
        }
    }

    private void await(Future<Boolean> work) throws InterruptedException {
        await(work, new Batch(List.of(), () -> closing));
    }

    private void keepAlive() {
        try {
            consumer.pause(consumer.assignment());
            if (!consumer.poll(Duration.ZERO).isEmpty()) {
                throw new IllegalStateException("records came from paused partitions of " + topic);
            }
        } catch (WakeupException closed) {
            // closing is noticed by the caller
        } catch (NoOffsetForPartitionException newlyAssigned) {
            begin(newlyAssigned.partitions());
        } catch (RetriableException away) {
            // Kafka is away too: the batch in hand goes on, and reading says so once it is done
        }
    }

    private void commit(Batch batch) {
        Map<TopicPartition, OffsetAndMetadata> done = batch.takeDone();
        done.keySet().retainAll(consumer.assignment());
        if (done.isEmpty()) {
            return;
        }
        for (int attempt = 0; attempt < 2; attempt++) {
            try {
                consumer.commitSync(done);
                return;
            } catch (WakeupException closed) {
                // the wake-up is used up; once more
            } catch (KafkaException refused) {
                LOG.warn(
                        "{} could not commit offsets; the records come again and are recognised: {}",
                        group,
                        refused.toString());
                return;
            }
        }
    }

    /** Asks the reader to finish the batch in hand; {@link #close} waits for it. */
    public void beginClose() {
        closing = true;
        consumer.wakeup();
    }

    @Override
    public void close() {
        beginClose();
        try {
            thread.join(Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Partitions that come while a batch is handled wait until it is done. */
    private final class Assignment implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            if (busy) {
                consumer.pause(assigned);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            // what is not committed comes again to the next owner
        }
    }
}
