// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.rules;

import io.fairlead.detect.job.DetectException;
import io.fairlead.schemas.codec.MalformedRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the topic {@code rules}.
 *
 * <p>Promise: when {@link #open} returns, everything that lay on the topic then was read; later sets follow within a
 * second while Kafka answers. A set is handed on once it is whole, and a broken record or a broker that is away leaves what
 * is known as it is.
 */
final class RuleFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RuleFeed.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long PAUSE_MILLIS = 1_000;

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final RuleContents contents = new RuleContents();
    private final Consumer<RuleTimeline> listener;
    private final Thread thread;
    private volatile boolean closed;
    private volatile String fault = "";
    private String told = "";

    private RuleFeed(RuleSource.Live source, Consumer<RuleTimeline> listener) {
        this.topic = source.topic();
        this.listener = listener;
        Map<String, Object> properties = new HashMap<>(source.properties());
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", "false");
        properties.put("allow.auto.create.topics", "false");
        properties.put("auto.offset.reset", "earliest");
        properties.put("default.api.timeout.ms", String.valueOf(PATIENCE.toMillis()));
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.thread = new Thread(this::follow, "rules-feed");
        this.thread.setDaemon(true);
    }

    /**
     * Reads what is there and goes on reading.
     *
     * @throws DetectException when Kafka does not answer, or no whole set lies on the topic
     */
    static RuleFeed open(RuleSource.Live source, Consumer<RuleTimeline> listener) {
        RuleFeed feed = new RuleFeed(source, listener);
        try {
            feed.catchUp();
        } catch (KafkaException e) {
            feed.consumer.close();
            throw new DetectException("The rules on topic " + feed.topic + " cannot be read: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            feed.consumer.close();
            throw e;
        }
        feed.thread.start();
        return feed;
    }

    /** Why the topic cannot be read now; empty when it can. */
    String fault() {
        return fault;
    }

    private void catchUp() {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (partitions.stream().anyMatch(part -> consumer.position(part) < ends.getOrDefault(part, 0L))) {
            if (System.nanoTime() > deadline) {
                throw new DetectException("Kafka stopped answering while topic " + topic + " was read.");
            }
            consumer.poll(POLL).forEach(this::take);
        }
        if (!tell()) {
            throw new DetectException(
                    "No rule set that is whole lies on topic " + topic + "; publish one with 'fairlead setup'.");
        }
    }

    private void follow() {
        while (!closed) {
            try {
                boolean changed = false;
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    changed |= take(record);
                }
                fault = "";
                if (changed) {
                    tell();
                }
            } catch (WakeupException stopped) {
                break;
            } catch (RuntimeException e) {
                String now = "the rules on topic " + topic + " cannot be read: " + e.getMessage();
                if (!now.equals(fault)) {
                    LOG.warn("{}; what is in force stays in force", now);
                }
                fault = now;
                pause();
            }
        }
        consumer.close();
    }

    private boolean take(ConsumerRecord<byte[], byte[]> record) {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        try {
            return contents.take(key, record.value());
        } catch (MalformedRecordException e) {
            LOG.error("record '{}' on topic {} is left out: {}", key, topic, e.getMessage());
            return false;
        }
    }

    /** Hands on all sets that are whole, when there is another than before; whether there is any at all. */
    private boolean tell() {
        List<PublishedRuleSet> sets = contents.sets();
        if (sets.isEmpty()) {
            return false;
        }
        RuleTimeline timeline = RuleTimeline.of(sets);
        if (!timeline.name().equals(told)) {
            told = timeline.name();
            listener.accept(timeline);
        }
        return true;
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
