// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.app.kafka.AclFile;
import io.fairlead.app.kafka.KafkaSetup;
import io.fairlead.app.start.KafkaCheck;
import io.fairlead.detect.job.DetectException;
import io.fairlead.detect.job.rules.RuleSetSource;
import io.fairlead.detect.job.rules.RuleTopic;
import io.fairlead.rules.RulePack;
import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a broker with TLS, logins and permissions grants and refuses, whichever broker it is; that the stages get by with
 * theirs is shown by FaultsTest.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SecuredKafkaContract {
    private SecuredBroker access;
    private @Nullable Running started;

    /**
     * A broker under test.
     *
     * @param bootstrapServers where clients start from
     * @param broker what ends it
     */
    record Running(String bootstrapServers, AutoCloseable broker) {}

    /** Starts a broker with these settings, which name files of this folder. */
    abstract Running broker(Map<String, String> settings, Path secrets, Path data);

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        Path secrets = directory.resolve("secrets");
        access = SecuredBroker.in(secrets);
        started = broker(access.brokerSettings(), secrets, directory.resolve("kafka"));
        KafkaSetup.apply(client("admin"));
        access.prepare(client("admin"));
    }

    @AfterAll
    void stop() throws Exception {
        if (started != null) {
            started.broker().close();
        }
    }

    @Test
    void nobodyElseReadsRawOrWritesRules() {
        for (String user : List.of("ingest", "collect", "detect", "sink")) {
            assertThatThrownBy(() -> read(user, "raw")).as(user).isInstanceOf(TopicAuthorizationException.class);
        }
        for (String user : List.of("ingest", "collect", "enrich", "detect", "sink")) {
            assertThatThrownBy(() -> write(user, "rules"))
                    .as(user)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    void permissionsAreCreatedOnce() throws Exception {
        Path file = PipelineProcess.root().resolve("deploy/kafka/acls.txt");
        assertThat(KafkaSetup.allow(client("admin"), AclFile.read(file))).isZero();
    }

    @Test
    void wrongPasswordIsToldAtOnce() {
        long from = System.nanoTime();
        assertThatThrownBy(() -> KafkaSetup.apply(access.stranger(servers())))
                .isInstanceOf(SaslAuthenticationException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(20));
    }

    /** What {@code flink run} asks before it hands the job over. */
    @Test
    void theJobOfAClusterSaysSoToo() {
        assertThatThrownBy(() -> RuleSetSource.read(access.stranger(servers())))
                .isInstanceOf(DetectException.class)
                .hasMessageContaining("Kafka at " + servers() + " gave no answer about topic rules")
                .hasMessageContaining("Invalid username or password");
    }

    @Test
    void aStageSaysBeforeItStartsWhyItWouldNotGetIn() {
        String servers = servers();
        assertThat(KafkaCheck.fault(access.client("enrich", servers), Set.of(Topic.RAW, Topic.EVENTS)))
                .isEmpty();
        assertThat(KafkaCheck.fault(access.stranger(servers), Set.of(Topic.RAW)).orElseThrow())
                .startsWith("Kafka at " + servers + " does not let us in")
                .contains("kafka.properties");
        assertThat(KafkaCheck.fault(access.client("sink", servers), Set.of(Topic.RAW))
                        .orElseThrow())
                .isEqualTo("the login may not use topic raw of Kafka at " + servers
                        + "; give it the permissions of deploy/kafka/acls.txt");
    }

    @Test
    void aStageWithoutALoginSaysSoInsteadOfWaiting() {
        String servers = servers();
        KafkaConfig nothing = ConfigLoader.defaults(KafkaConfig.class).withBootstrapServers(servers);
        assertThat(KafkaCheck.fault(nothing, Set.of(Topic.RAW)).orElseThrow())
                .startsWith("Kafka at " + servers)
                .contains("TLS", "kafka.properties says PLAINTEXT: set security.protocol to SASL_SSL");
        assertThat(KafkaCheck.fault(access.withoutLogin(servers), Set.of(Topic.RAW))
                        .orElseThrow())
                .startsWith("Kafka at " + servers + " asks for a login and kafka.properties names none");
    }

    @Test
    void whoMayNotPublishRulesChangesNothing() {
        KafkaConfig admin = client("admin");
        RuleTopic.publish(admin, RulePack.files(), "admin", Instant.now());
        assertThatThrownBy(() ->
                        RuleTopic.publish(client("detect"), RulePack.files().subList(0, 1), "detect", Instant.now()))
                .hasMessageContaining("did not take the rule set")
                .hasMessageContaining("the set before stays in force");
        assertThat(RuleSetSource.read(admin).orElseThrow().publishedBy()).isEqualTo("admin");
    }

    @Test
    void topicsStandAsConfiguredAndTakeTheLargestRecordInATransaction() throws Exception {
        assertThat(KafkaSetup.plan(client("admin")))
                .allSatisfy(report -> assertThat(report.differences()).isEmpty());
        KafkaConfig enrich = client("enrich");
        Map<String, Object> properties = enrich.clientProperties();
        properties.put("max.request.size", enrich.maxRecordSize().toInt() + 65_536);
        properties.put("transactional.id", "fairlead-enrich-contract");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            var sent = producer.send(new ProducerRecord<>(
                    "events", new byte[enrich.maxRecordSize().toInt()]));
            producer.commitTransaction();
            assertThat(sent.get(20, TimeUnit.SECONDS).offset()).isNotNegative();
        }
    }

    private String servers() {
        return Objects.requireNonNull(started).bootstrapServers();
    }

    private void read(String user, String topic) {
        Map<String, Object> properties = client(user).clientProperties();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            consumer.poll(Duration.ofSeconds(20));
        }
    }

    private void write(String user, String topic) throws Exception {
        Map<String, Object> properties = client(user).clientProperties();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, new byte[0])).get(20, TimeUnit.SECONDS);
        }
    }

    private KafkaConfig client(String user) {
        return access.client(user, servers());
    }
}
