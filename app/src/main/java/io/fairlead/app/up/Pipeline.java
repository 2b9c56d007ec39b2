// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.up;

import io.fairlead.app.config.FairleadConfig;
import io.fairlead.app.kafka.KafkaSetup;
import io.fairlead.app.observe.HealthReport;
import io.fairlead.app.observe.Metrics;
import io.fairlead.app.observe.Observability;
import io.fairlead.app.start.DiskCheck;
import io.fairlead.detect.RuleManifests;
import io.fairlead.detect.job.DetectStage;
import io.fairlead.embedded.EmbeddedElasticsearch;
import io.fairlead.embedded.EmbeddedKafka;
import io.fairlead.enrich.topology.EnrichStage;
import io.fairlead.ingest.IngestStage;
import io.fairlead.ingest.collect.CollectStage;
import io.fairlead.schemas.record.RuleFile;
import io.fairlead.schemas.record.RuleManifest;
import io.fairlead.schemas.stage.Health;
import io.fairlead.schemas.stage.Stage;
import io.fairlead.sink.SinkStage;
import io.fairlead.sink.elasticsearch.ElasticsearchSetup;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The whole pipeline in this process, with a broker in it and an Elasticsearch node beside it.
 *
 * <p>Starting returns when every stage takes work, or throws one sentence and leaves nothing running. Everything that was
 * acknowledged is in the data directory: after any end, kill -9 included, a start on the same directory goes on where it
 * stopped. Closing stops ingest → collect → enrich → detect → sink → Elasticsearch → broker, each drained before the next.
 */
public final class Pipeline implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final StopOrder order = new StopOrder();
    private final List<Stage> stages = new CopyOnWriteArrayList<>();
    private final Metrics metrics = new Metrics();
    private final Consumer<String> words;
    private Optional<Addresses> addresses = Optional.empty();

    private Pipeline(Consumer<String> words) {
        this.words = words;
    }

    /**
     * How a pipeline is started.
     *
     * @param file configuration file
     * @param environment variables that override it
     * @param data data directory; empty: the configured one
     */
    public record Options(Optional<Path> file, Map<String, String> environment, Optional<Path> data) {}

    /** Starts everything; words for people go to {@code words}. */
    public static Pipeline start(Options options, Consumer<String> words) {
        Pipeline pipeline = new Pipeline(words);
        try {
            pipeline.open(options);
            return pipeline;
        } catch (RuntimeException e) {
            pipeline.close();
            throw e;
        }
    }

    /** What runs where. */
    public Addresses addresses() {
        return addresses.orElseThrow();
    }

    /** Health of every stage. */
    public HealthReport health() {
        return HealthReport.of(stages);
    }

    @Override
    public void close() {
        order.close();
    }

    private void open(Options options) {
        UpSettings settings = new UpSettings(options.file(), options.environment());
        FairleadConfig configured = settings.asConfigured(words);
        Path directory = options.data().orElse(configured.dataDirectory());
        DiskCheck.fault(directory, DiskCheck.LEAST).ifPresent(full -> {
            throw new IllegalStateException("nothing is started: " + full);
        });
        DataDirectory data = order.started("data directory", DataDirectory.take(directory));
        order.started("metrics", metrics);
        metrics.watchDisk(data.path());
        Observability observability =
                order.started("observability", Observability.start(configured.observability(), metrics, this::health));
        List<AutoCloseable> ground = new Startup(order)
                .with("Kafka", () -> EmbeddedKafka.start(data.folder("kafka")))
                .with("Elasticsearch", () -> EmbeddedElasticsearch.start(data.folder("elasticsearch")))
                .run();
        EmbeddedKafka kafka = (EmbeddedKafka) ground.get(0);
        EmbeddedElasticsearch elasticsearch = (EmbeddedElasticsearch) ground.get(1);
        FairleadConfig config = settings.against(kafka.bootstrapServers(), elasticsearch.url(), data);
        String rules = prepare(config);
        IngestStage ingest = stages(config);
        watchRules(config, rules);
        awaitReady();
        addresses = Optional.of(new Addresses(
                ingest.uri(),
                URI.create(elasticsearch.url()),
                kafka.bootstrapServers(),
                observability.uri(),
                data.path()));
    }

    /** Topics, templates and rules; the version of the rule files. */
    private String prepare(FairleadConfig config) {
        KafkaSetup.apply(config.kafka()).stream()
                .filter(report -> !report.differences().isEmpty())
                .forEach(report -> words.accept("topic " + report.topic() + " is left as it stands: "
                        + String.join("; ", report.differences())));
        try {
            ElasticsearchSetup.apply(config.sink());
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        List<RuleFile> rules = RulePublisher.files(config.rules());
        RulePublisher.publish(config, rules, "fairlead up", words);
        return RuleManifests.version(rules);
    }

    private void watchRules(FairleadConfig config, String published) {
        boolean files =
                !config.rules().paths().isEmpty() || !config.rules().lists().isEmpty();
        if (files && !config.rules().reload().isZero()) {
            order.started(
                    "rules watch",
                    RuleWatch.start(
                            () -> RulePublisher.files(config.rules()),
                            published,
                            changed -> {
                                RuleManifest manifest = RulePublisher.publish(config, changed, "fairlead up", words);
                                words.accept("rules changed: version " + manifest.getVersion() + " is in force from "
                                        + manifest.getEffectiveFrom());
                            },
                            config.rules().reload(),
                            words));
        }
    }

    /** Those that read start first and stop last; whoever takes in from outside starts when all behind it runs. */
    private IngestStage stages(FairleadConfig config) {
        MeterRegistry meters = metrics.registry();
        new Startup(order)
                .with("sink", () -> add(SinkStage.start(config.sink(), config.kafka(), meters)))
                .with("detect", () -> add(DetectStage.start(config.detect(), config.kafka(), meters)))
                .with("enrich", () -> add(EnrichStage.start(config.enrich(), config.kafka(), meters)))
                .run();
        if (!config.collect().sources().isEmpty()) {
            order.started("collect", add(CollectStage.start(config.collect(), config.kafka(), meters)));
        }
        return order.started("ingest", add(IngestStage.start(config.ingest(), config.kafka(), meters)));
    }

    private <T extends Stage> T add(T stage) {
        stages.add(stage);
        return stage;
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!health().isReady()) {
            if (System.nanoTime() > deadline || !health().isLive()) {
                throw new IllegalStateException("not ready after " + PATIENCE.toSeconds() + " s: " + reasons());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while starting", e);
            }
        }
    }

    /** Why stages are not ready, for people. */
    public String reasons() {
        StringBuilder reasons = new StringBuilder();
        health().stages().forEach((name, health) -> {
            if (!health.ready()) {
                reasons.append(reasons.isEmpty() ? "" : "; ")
                        .append(name)
                        .append(": ")
                        .append(text(health));
            }
        });
        return reasons.toString();
    }

    private static String text(Health health) {
        return String.join(", ", health.reasons());
    }
}
