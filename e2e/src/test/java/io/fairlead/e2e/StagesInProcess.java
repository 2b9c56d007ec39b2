// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import io.fairlead.app.kafka.KafkaSetup;
import io.fairlead.detect.job.DetectConfig;
import io.fairlead.detect.job.DetectStage;
import io.fairlead.detect.job.rules.RuleTopic;
import io.fairlead.embedded.EmbeddedElasticsearch;
import io.fairlead.embedded.EmbeddedKafka;
import io.fairlead.enrich.EnrichConfig;
import io.fairlead.enrich.topology.EnrichStage;
import io.fairlead.ingest.IngestConfig;
import io.fairlead.ingest.IngestStage;
import io.fairlead.rules.RulePack;
import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.stage.Stage;
import io.fairlead.sink.SinkConfig;
import io.fairlead.sink.SinkStage;
import io.fairlead.sink.elasticsearch.ElasticsearchSetup;
import io.fairlead.sink.webhook.WebhookConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** All stages in this JVM, with the broker and the node in the test's hands, so that either can be taken away. */
final class StagesInProcess implements AutoCloseable {
    private final Deque<Stage> running = new ArrayDeque<>();
    private final Path directory;
    private final IngestStage ingest;
    private final EmbeddedKafka broker;
    private final EmbeddedElasticsearch node;

    private StagesInProcess(Path directory, BrokerAccess access, List<WebhookConfig> webhooks) throws Exception {
        this.directory = directory;
        this.broker = EmbeddedKafka.start(directory.resolve("kafka"), access.brokerSettings());
        this.node = EmbeddedElasticsearch.start(directory.resolve("elasticsearch"));
        Function<String, KafkaConfig> clients = user -> access.client(user, broker.bootstrapServers());
        KafkaConfig admin = clients.apply("admin");
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        SinkConfig plain = settings(
                SinkConfig.class,
                Map.of("FAIRLEAD_ELASTICSEARCH_URLS", node.url().toString()));
        SinkConfig sink = new SinkConfig(
                plain.elasticsearch(), plain.housekeeping(), webhooks, plain.groupPrefix(), plain.instance());
        KafkaSetup.apply(admin);
        access.prepare(admin);
        ElasticsearchSetup.apply(sink);
        RuleTopic.publish(admin, RulePack.files(), "e2e", Instant.EPOCH);
        running.push(SinkStage.start(sink, clients.apply("sink"), meters));
        running.push(DetectStage.start(
                settings(DetectConfig.class, Map.of("FAIRLEAD_CHECKPOINT_DIRECTORY", path("checkpoints"))),
                clients.apply("detect"),
                meters));
        running.push(EnrichStage.start(
                settings(EnrichConfig.class, Map.of("FAIRLEAD_STATE_DIR", path("streams"))),
                clients.apply("enrich"),
                meters));
        ingest = IngestStage.start(
                settings(IngestConfig.class, Map.of("FAIRLEAD_PORT", "0")), clients.apply("ingest"), meters);
        running.push(ingest);
    }

    static StagesInProcess start(Path directory, WebhookConfig... webhooks) throws Exception {
        return new StagesInProcess(Files.createDirectories(directory), new BrokerAccess.Open(), List.of(webhooks));
    }

    static StagesInProcess start(Path directory, BrokerAccess access) throws Exception {
        return new StagesInProcess(Files.createDirectories(directory), access, List.of());
    }

    URI ingest() {
        return ingest.uri();
    }

    Documents documents() {
        return new Documents(URI.create(node.url().toString()));
    }

    void stopBroker() {
        broker.stop();
    }

    void startBroker() {
        broker.resume();
    }

    void stopNode() {
        node.stop();
    }

    void startNode() {
        node.resume();
    }

    @Override
    public void close() {
        running.forEach(Stage::close);
        node.close();
        broker.close();
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private static <T extends Record> T settings(Class<T> type, Map<String, String> changed) {
        return ConfigLoader.load(type, Optional.empty(), changed).value();
    }
}
