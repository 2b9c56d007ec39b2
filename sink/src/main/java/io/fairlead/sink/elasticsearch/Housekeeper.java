// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.schemas.elasticsearch.DataStream;
import io.fairlead.schemas.elasticsearch.ElasticsearchTemplates;
import io.fairlead.sink.elasticsearch.ElasticsearchConnection.Answer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rolls data streams over by age and size and deletes backing indices past their retention, where Elasticsearch does not
 * do it itself.
 *
 * <p>Touches only data streams of the datasets that Fairlead has templates for, in the configured namespace. An index is
 * deleted when it was rolled over longer ago than the retention, so every document stays at least that long; the index
 * written to is never deleted. A round that fails is logged and the next one tries again. Several sinks may keep house at
 * once: the second finds it done.
 */
public final class Housekeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeper.class);

    private final ElasticsearchConfig elasticsearch;
    private final HousekeepingConfig config;
    private final ElasticsearchConnection connection;
    private final Clock clock;
    private final Counter rolled;
    private final Counter deleted;
    private final ScheduledExecutorService rounds;
    private Optional<Boolean> lifecycle = Optional.empty();
    private boolean failing;

    Housekeeper(ElasticsearchConfig elasticsearch, HousekeepingConfig config, Clock clock, MeterRegistry meters) {
        this.elasticsearch = elasticsearch;
        this.config = config;
        this.connection = ElasticsearchConnection.open(elasticsearch);
        this.clock = clock;
        this.rolled = meters.counter("fairlead.sink.housekeeping.rollovers");
        this.deleted = meters.counter("fairlead.sink.housekeeping.deletions");
        this.rounds = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("housekeeper").factory());
    }

    /** Begins to keep house; empty when that is switched off. */
    public static Optional<Housekeeper> start(
            ElasticsearchConfig elasticsearch, HousekeepingConfig config, MeterRegistry meters) {
        if (config.mode() == HousekeepingConfig.Mode.OFF) {
            return Optional.empty();
        }
        Housekeeper housekeeper = new Housekeeper(elasticsearch, config, Clock.systemUTC(), meters);
        long interval = config.interval().toMillis();
        var ignored = housekeeper.rounds.scheduleWithFixedDelay(
                housekeeper::guarded, interval, interval, TimeUnit.MILLISECONDS);
        return Optional.of(housekeeper);
    }

    private void guarded() {
        try {
            round();
            failing = false;
        } catch (IOException | RuntimeException e) {
            if (!failing) {
                LOG.warn(
                        "housekeeping of Elasticsearch failed and is tried again every {}: {}",
                        config.interval(),
                        e.toString());
            }
            failing = true;
        }
    }

    /** One round over all data streams. */
    void round() throws IOException {
        for (String stream : streams()) {
            if (config.mode() == HousekeepingConfig.Mode.AUTO && enforcedByElasticsearch(stream)) {
                return;
            }
            rollover(stream);
            deleteExpired(stream);
        }
    }

    private List<String> streams() throws IOException {
        Answer answer = connection.get("/_resolve/index/logs-*-" + elasticsearch.namespace());
        if (!answer.ok()) {
            throw new IOException("listing data streams: " + answer.reason());
        }
        List<String> ours = ElasticsearchTemplates.datasets().stream()
                .map(dataset -> new DataStream(dataset, elasticsearch.namespace()).name())
                .toList();
        List<String> found = new ArrayList<>();
        for (JsonNode entry : answer.body().path("data_streams")) {
            String name = entry.path("name").asText();
            if (ours.contains(name)) {
                found.add(name);
            }
        }
        return found;
    }

    /** Whether this Elasticsearch has data stream lifecycles, told by whether it knows their API. */
    private boolean enforcedByElasticsearch(String stream) throws IOException {
        if (lifecycle.isEmpty()) {
            Answer answer = connection.get("/_data_stream/" + stream + "/_lifecycle");
            if (answer.later() || answer.status() == 401 || answer.status() == 403) {
                throw new IOException("asking for the lifecycle of " + stream + ": " + answer.reason());
            }
            lifecycle = Optional.of(answer.ok());
            LOG.info(
                    answer.ok()
                            ? "Elasticsearch enforces retention itself: the sink does not keep house"
                            : "Elasticsearch does not enforce retention: the sink rolls over and deletes");
        }
        return lifecycle.get();
    }

    private void rollover(String stream) throws IOException {
        String conditions = "{\"conditions\":{\"min_docs\":1,\"max_age\":\""
                + config.rolloverAge().toSeconds() + "s\",\"max_primary_shard_size\":\""
                + config.rolloverSize().bytes() + "b\"}}";
        Answer answer = connection.json("POST", "/" + stream + "/_rollover", conditions);
        if (!answer.ok()) {
            throw new IOException("rolling over " + stream + ": " + answer.reason());
        }
        if (answer.body().path("rolled_over").asBoolean()) {
            rolled.increment();
            LOG.info(
                    "rolled {} over to {}",
                    stream,
                    answer.body().path("new_index").asText());
        }
    }

    private void deleteExpired(String stream) throws IOException {
        List<BackingIndex> indices = BackingIndices.read(connection, stream).indices();
        long expired = clock.millis() - elasticsearch.retention().toMillis();
        for (int i = 0; i + 1 < indices.size(); i++) {
            long end = indices.get(i + 1).created();
            if (end >= expired) {
                return;
            }
            String name = indices.get(i).name();
            Answer answer = connection.send("DELETE", "/" + name, null, ElasticsearchConnection.NDJSON);
            if (!answer.ok() && answer.status() != 404) {
                throw new IOException("deleting " + name + ": " + answer.reason());
            }
            deleted.increment();
            LOG.info("deleted {}: all in it is older than {}", name, elasticsearch.retention());
        }
    }

    @Override
    public void close() {
        rounds.shutdownNow();
        connection.close();
    }
}
