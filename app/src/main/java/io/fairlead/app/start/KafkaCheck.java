// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.start;

import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * Whether a stage can work with Kafka as it is. A broker that does not answer is no fault: stages wait for it. One that
 * answers and refuses will refuse for ever, and is told before anything starts.
 */
public final class KafkaCheck {
    private static final int PATIENCE_SECONDS = 10;

    private KafkaCheck() {}

    /** One sentence that says what is wrong and how to mend it; empty when nothing is, or when Kafka does not answer. */
    public static Optional<String> fault(KafkaConfig kafka, Set<Topic> topics) {
        return fault(kafka).or(() -> topics(kafka, topics));
    }

    /** The same without a look at topics. */
    public static Optional<String> fault(KafkaConfig kafka) {
        return BrokerLogin.encryption(kafka)
                .or(() -> BrokerVersion.fault(kafka))
                .or(() -> BrokerLogin.login(kafka));
    }

    private static Optional<String> topics(KafkaConfig kafka, Set<Topic> topics) {
        Map<String, Object> properties = kafka.clientProperties();
        properties.put("default.api.timeout.ms", (int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        properties.put("request.timeout.ms", (int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS / 2));
        Map<String, Integer> partitions = new TreeMap<>();
        try (Admin admin = Admin.create(properties)) {
            for (Topic topic : topics) {
                String name = kafka.topic(topic);
                try {
                    TopicDescription description = Objects.requireNonNull(admin.describeTopics(Set.of(name))
                                    .topicNameValues()
                                    .get(name))
                            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    partitions.put(name, description.partitions().size());
                } catch (ExecutionException e) {
                    return e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException
                            ? Optional.empty()
                            : Optional.of(sentence(kafka, name, e.getCause() == null ? e : e.getCause()));
                }
            }
        } catch (TimeoutException away) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (KafkaException unusable) {
            return Optional.of("kafka.bootstrap-servers or kafka.properties cannot be used: "
                    + first(unusable).getMessage());
        }
        return TopicFaults.of(partitions, kafka).stream().findFirst();
    }

    /** What was at the beginning of it: Kafka's clients wrap it more than once. */
    private static Throwable first(Throwable thrown) {
        Throwable first = thrown;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return first;
    }

    static String sentence(KafkaConfig kafka, String topic, Throwable cause) {
        String servers = kafka.bootstrapServers();
        return switch (cause) {
            case AuthenticationException refused ->
                "Kafka at " + servers + " does not let us in (" + refused.getMessage()
                        + "); check the login and the certificates in kafka.properties";
            case AuthorizationException refused ->
                "the login may not use topic " + topic + " of Kafka at " + servers
                        + "; give it the permissions of deploy/kafka/acls.txt";
            case UnknownTopicOrPartitionException absent ->
                "there is no topic " + topic + " at " + servers + "; run fairlead setup first";
            case UnsupportedVersionException old -> BrokerVersion.sentence(kafka, String.valueOf(old.getMessage()));
            default -> "topic " + topic + " of Kafka at " + servers + " cannot be looked at: " + cause.getMessage();
        };
    }
}
