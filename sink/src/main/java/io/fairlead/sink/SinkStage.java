// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink;

import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import io.fairlead.schemas.stage.Health;
import io.fairlead.schemas.stage.Stage;
import io.fairlead.sink.elasticsearch.Housekeeper;
import io.fairlead.sink.elasticsearch.IndexingHandler;
import io.fairlead.sink.elasticsearch.TemplateSetup;
import io.fairlead.sink.kafka.BatchHandler;
import io.fairlead.sink.kafka.BatchReader;
import io.fairlead.sink.kafka.DeadLetters;
import io.fairlead.sink.webhook.WebhookConfig;
import io.fairlead.sink.webhook.WebhookHandler;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings events and alerts where they are wanted.
 *
 * <p>Promise: every record of {@code events} and {@code alerts} lies in Elasticsearch exactly once, or has a dead letter;
 * every live alert reaches each webhook at least once under one id, or has a dead letter. Events, alerts and each webhook
 * are read by consumer groups and threads of their own, so none waits for another. While Elasticsearch is away nothing is
 * lost and nothing dies: records wait in Kafka, health says not ready, and indexing goes on where it stopped. The limits
 * of the promise stand at {@code OlderCopies} and {@link WebhookHandler}.
 */
public final class SinkStage implements Stage {
    private static final int WEBHOOK_RECORDS = 50;

    private record Reader(BatchReader reader, AutoCloseable handler, KafkaClientMetrics metrics) {}

    private final SinkConfig config;
    private final List<Reader> readers = new ArrayList<>();
    private final List<IndexingHandler> indexers = new ArrayList<>();
    private final List<AutoCloseable> others = new ArrayList<>();
    private @Nullable TemplateSetup elasticsearch;
    private boolean closed;

    private SinkStage(SinkConfig config) {
        this.config = config;
    }

    /**
     * Starts reading. Elasticsearch and Kafka need not be there yet; templates are installed before the first document.
     *
     * @throws IllegalArgumentException when a setting cannot work
     */
    public static SinkStage start(SinkConfig config, KafkaConfig kafka, MeterRegistry meters) {
        SinkStage stage = new SinkStage(config);
        try {
            stage.open(kafka, meters);
            return stage;
        } catch (RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    private void open(KafkaConfig kafka, MeterRegistry meters) {
        DeadLetters deadLetters = new DeadLetters(kafka, config.groupPrefix() + "-" + config.instance(), meters);
        others.add(deadLetters);
        TemplateSetup setup = TemplateSetup.start(config.elasticsearch());
        others.add(setup);
        elasticsearch = setup;
        for (Topic topic : List.of(Topic.EVENTS, Topic.ALERTS)) {
            String name = topic.name("");
            IndexingHandler handler = new IndexingHandler(config.elasticsearch(), setup, name, deadLetters, meters);
            indexers.add(handler);
            read(name, topic, config.elasticsearch().bulkDocuments(), kafka, meters, handler, handler);
        }
        for (WebhookConfig webhook : config.webhooks()) {
            WebhookHandler handler = new WebhookHandler(webhook, deadLetters, meters);
            read("webhook-" + webhook.name(), Topic.ALERTS, WEBHOOK_RECORDS, kafka, meters, handler, handler);
        }
        Housekeeper.start(config.elasticsearch(), config.housekeeping(), meters).ifPresent(others::add);
    }

    private void read(
            String what,
            Topic topic,
            int records,
            KafkaConfig kafka,
            MeterRegistry meters,
            BatchHandler handler,
            AutoCloseable closing) {
        BatchReader reader =
                BatchReader.start(config.groupPrefix() + "-" + what, kafka.topic(topic), records, kafka, handler);
        KafkaClientMetrics metrics = new KafkaClientMetrics(reader.consumer());
        metrics.bindTo(meters);
        Gauge lag = reader.bindLag(meters, what);
        others.add(() -> meters.remove(lag));
        readers.add(new Reader(reader, closing, metrics));
    }

    @Override
    public String name() {
        return "sink";
    }

    @Override
    public Health health() {
        if (readers.stream().anyMatch(reader -> !reader.reader().isAlive())) {
            return Health.dead("a reader stopped by a fault; the log says which");
        }
        for (IndexingHandler indexer : indexers) {
            if (tooLong(indexer.away())) {
                return away(indexer.away(), indexer.reason());
            }
        }
        return elasticsearch != null && tooLong(elasticsearch.away())
                ? away(elasticsearch.away(), elasticsearch.reason())
                : Health.up();
    }

    private boolean tooLong(Duration away) {
        return away.compareTo(config.elasticsearch().unreadyAfter()) > 0;
    }

    private static Health away(Duration away, String reason) {
        return Health.notReady("Elasticsearch has not taken documents for " + away.toSeconds() + " s: " + reason);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        readers.stream().map(Reader::reader).forEach(BatchReader::beginClose); // all drain at once
        readers.forEach(reader -> reader.reader().close());
        Stream.concat(
                        readers.stream().flatMap(reader -> Stream.of(reader.metrics(), reader.handler())),
                        others.reversed().stream())
                .forEach(SinkStage::release);
    }

    private static void release(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            org.slf4j.LoggerFactory.getLogger(SinkStage.class).warn("closing the sink: {}", e.toString());
        }
    }
}
