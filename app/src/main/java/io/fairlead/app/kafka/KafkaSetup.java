// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.kafka;

import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates the topics between the stages.
 *
 * <p>Missing topics are created with the partitions, replicas and settings that are configured. Topics that stand are
 * never changed: an operator's own retention stays; what differs from the configuration is reported instead. Safe to run
 * any number of times and from several processes at once.
 */
public final class KafkaSetup {
    private static final long TIMEOUT_SECONDS = 30;

    private KafkaSetup() {}

    /**
     * Brings the topics into being and reports on each.
     *
     * @throws KafkaException when the broker cannot be reached within 30 seconds or refuses
     */
    public static List<TopicReport> apply(KafkaConfig kafka) {
        try (Admin admin = admin(kafka)) {
            Set<String> existing = get(admin.listTopics().names(), kafka);
            List<TopicReport> reports = new ArrayList<>();
            for (Topic topic : Topic.values()) {
                TopicPlan plan = TopicPlan.of(topic, kafka);
                boolean created = !existing.contains(plan.name()) && create(admin, plan, kafka);
                reports.add(created ? TopicReport.created(plan) : compare(admin, plan, kafka));
            }
            return reports;
        }
    }

    /**
     * What {@link #apply} would do, in the same order; changes nothing. {@link TopicReport#created} is true of topics that
     * it would create.
     *
     * @throws KafkaException as {@link #apply}
     */
    public static List<TopicReport> plan(KafkaConfig kafka) {
        try (Admin admin = admin(kafka)) {
            Set<String> existing = get(admin.listTopics().names(), kafka);
            List<TopicReport> reports = new ArrayList<>();
            for (Topic topic : Topic.values()) {
                TopicPlan plan = TopicPlan.of(topic, kafka);
                reports.add(existing.contains(plan.name()) ? compare(admin, plan, kafka) : TopicReport.created(plan));
            }
            return reports;
        }
    }

    /**
     * Of these permissions those that are not there yet.
     *
     * @throws KafkaException as {@link #allow}
     */
    public static Set<AclBinding> missing(KafkaConfig kafka, List<AclBinding> permissions) {
        try (Admin admin = admin(kafka)) {
            return missing(admin, kafka, permissions);
        }
    }

    private static Set<AclBinding> missing(Admin admin, KafkaConfig kafka, List<AclBinding> permissions) {
        Set<AclBinding> missing = new LinkedHashSet<>(permissions);
        missing.removeAll(get(admin.describeAcls(AclBindingFilter.ANY).values(), kafka));
        return missing;
    }

    /**
     * Allows what these permissions say, beside what is allowed already; the number that were missing.
     *
     * @throws KafkaException when the broker cannot be reached within 30 seconds, refuses, or has no authorizer
     */
    public static int allow(KafkaConfig kafka, List<AclBinding> permissions) {
        try (Admin admin = admin(kafka)) {
            Set<AclBinding> missing = missing(admin, kafka, permissions);
            get(admin.createAcls(missing).all(), kafka);
            return missing.size();
        }
    }

    private static Admin admin(KafkaConfig kafka) {
        Map<String, Object> properties = kafka.clientProperties();
        properties.put("default.api.timeout.ms", (int) TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
        properties.put("request.timeout.ms", (int) TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS / 2));
        return Admin.create(properties);
    }

    private static boolean create(Admin admin, TopicPlan plan, KafkaConfig kafka) {
        NewTopic topic = new NewTopic(plan.name(), plan.partitions(), plan.replicas()).configs(plan.settings());
        try {
            get(admin.createTopics(List.of(topic)).all(), kafka);
            awaitKnown(admin, plan.name(), kafka);
            return true;
        } catch (TopicExistsException another) {
            awaitKnown(admin, plan.name(), kafka);
            return false; // another process was faster
        }
    }

    /** A broker hears of a topic a moment after it was created; whoever uses it next must find it. */
    private static void awaitKnown(Admin admin, String topic, KafkaConfig kafka) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (true) {
            try {
                get(admin.describeTopics(List.of(topic)).allTopicNames(), kafka);
                return;
            } catch (UnknownTopicOrPartitionException notYet) {
                if (System.nanoTime() > deadline) {
                    throw notYet;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while setting up topics", e);
        }
    }

    private static TopicReport compare(Admin admin, TopicPlan plan, KafkaConfig kafka) {
        TopicDescription description = Objects.requireNonNull(
                get(admin.describeTopics(List.of(plan.name())).allTopicNames(), kafka)
                        .get(plan.name()));
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, plan.name());
        Config actual = Objects.requireNonNull(
                get(admin.describeConfigs(List.of(resource)).all(), kafka).get(resource));
        List<String> differences = new ArrayList<>();
        if (description.partitions().size() != plan.partitions()) {
            differences.add("partitions " + description.partitions().size() + ", configured " + plan.partitions());
        }
        plan.settings().forEach((key, wanted) -> {
            String value = actual.get(key).value();
            if (!wanted.equals(value)) {
                differences.add(key + " " + value + ", configured " + wanted);
            }
        });
        return TopicReport.existing(plan, description.partitions().size(), differences);
    }

    private static <T> T get(KafkaFuture<T> future, KafkaConfig kafka) {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
                throw unreachable(kafka, e);
            }
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw unreachable(kafka, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while setting up topics", e);
        }
    }

    private static KafkaException unreachable(KafkaConfig kafka, Exception cause) {
        return new KafkaException(
                "no answer from Kafka at " + kafka.bootstrapServers() + " within " + TIMEOUT_SECONDS
                        + " seconds; check kafka.bootstrap-servers and kafka.properties",
                cause);
    }
}
