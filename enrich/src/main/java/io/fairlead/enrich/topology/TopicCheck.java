// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.topology;

import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** What must hold of the topics before anything is read. */
final class TopicCheck {
    private static final int TIMEOUT_SECONDS = 30;
    private static final int BATCH_OVERHEAD = 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private TopicCheck() {}

    /**
     * The largest record that may be written to events, in bytes.
     *
     * @throws IllegalStateException when a topic is missing, events and raw differ in partitions, or no broker answers
     */
    static int largestRecord(Admin admin, KafkaConfig kafka) {
        String raw = kafka.topic(Topic.RAW);
        String events = kafka.topic(Topic.EVENTS);
        try {
            Map<String, TopicDescription> topics =
                    describe(admin, List.of(raw, events, kafka.topic(Topic.DEAD_LETTER)));
            int rawPartitions = partitions(topics, raw);
            int eventPartitions = partitions(topics, events);
            if (rawPartitions != eventPartitions) {
                throw new IllegalStateException("the topics " + raw + " and " + events + " have " + rawPartitions
                        + " and " + eventPartitions + " partitions; an event keeps the partition of its raw record, so"
                        + " give both the same number");
            }
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, events);
            Map<ConfigResource, Config> configs =
                    admin.describeConfigs(List.of(resource)).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            int brokerLimit = limit(configs.get(resource));
            return Math.min(kafka.maxRecordSize().toInt(), brokerLimit - BATCH_OVERHEAD);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException refused) {
                throw new IllegalStateException(
                        "this login may not use the topics of " + kafka.bootstrapServers() + ": " + refused.getMessage()
                                + " Allow it to read " + raw + ", to write and describe the configuration of " + events
                                + ", and to write " + kafka.topic(Topic.DEAD_LETTER),
                        e);
            }
            throw new IllegalStateException(
                    "the topics of " + kafka.bootstrapServers() + " cannot be used: "
                            + (e.getCause() == null ? e : e.getCause()).getMessage()
                            + "; create them with fairlead setup",
                    e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "no Kafka broker answered at " + kafka.bootstrapServers() + " within " + TIMEOUT_SECONDS
                            + " s: check kafka.bootstrap-servers",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while checking the topics", e);
        }
    }

    /** Topics that were created a moment ago are not known to every part of the broker yet: asked for again for a while. */
    private static Map<String, TopicDescription> describe(Admin admin, List<String> names)
            throws ExecutionException, TimeoutException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return admin.describeTopics(names).allTopicNames().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private static int partitions(Map<String, TopicDescription> topics, String name) {
        TopicDescription description = topics.get(name);
        if (description == null) {
            throw new IllegalStateException("the topic " + name + " is missing; create it with fairlead setup");
        }
        return description.partitions().size();
    }

    private static int limit(@Nullable Config config) {
        return config == null || config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG) == null
                ? 1024 * 1024
                : Integer.parseInt(
                        config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
    }
}
