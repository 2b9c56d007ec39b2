// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.schemas.elasticsearch.DataStream;
import io.fairlead.schemas.identity.Identity;
import io.fairlead.sink.kafka.Batch;
import io.fairlead.sink.kafka.BatchHandler;
import io.fairlead.sink.kafka.DeadLetters;
import io.fairlead.sink.kafka.Gap;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Indexes what stands on {@code events} or {@code alerts}. Heartbeats are passed over; a record that cannot be read, or
 * that names no fit dataset, becomes a dead letter. Records that
 * expired unread become a document in {@code logs-fairlead.gaps-<namespace>}.
 */
public final class IndexingHandler implements BatchHandler, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ElasticsearchConfig config;
    private final DocumentReader reader;
    private final DeadLetters deadLetters;
    private final IndexerMeters meters;
    private final Outage outage;
    private final Indexer indexer;

    public IndexingHandler(
            ElasticsearchConfig config,
            TemplateSetup setup,
            String topic,
            DeadLetters deadLetters,
            MeterRegistry registry) {
        this.config = config;
        this.reader = new DocumentReader(config.namespace());
        this.deadLetters = deadLetters;
        this.meters = new IndexerMeters(registry, topic);
        this.outage = new Outage(topic + " indexer");
        this.indexer = new Indexer(config, setup, deadLetters, meters, outage);
    }

    @Override
    public void handle(Batch batch) throws InterruptedException {
        outage.during(batch);
        List<Document> documents = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : batch.records()) {
            switch (reader.read(record)) {
                case Reading.Indexable indexable -> documents.add(indexable.document());
                case Reading.Nothing nothing -> {}
                case Reading.Unreadable unreadable ->
                    deadLetters.send(unreadable.code(), unreadable.message(), unreadable.origin(), record);
            }
        }
        indexer.index(documents);
    }

    @Override
    public void missed(Gap gap) throws InterruptedException {
        meters.missed.increment(gap.count());
        String id = Identity.hash(
                gap.group(),
                gap.topic(),
                String.valueOf(gap.partition()),
                String.valueOf(gap.from()),
                String.valueOf(gap.to()));
        Map<String, Object> where = new LinkedHashMap<>();
        where.put("stage", "sink");
        where.put("reason", "expired unread");
        where.put("group", gap.group());
        where.put("topic", gap.topic());
        where.put("partition", gap.partition());
        where.put("from", gap.from());
        where.put("to", gap.to());
        where.put("count", gap.count());
        Map<String, Object> document = new LinkedHashMap<>();
        Instant now = Instant.now();
        document.put("@timestamp", now.toString());
        document.put("message", gap.count() + " records of " + gap.topic() + " expired before they were indexed");
        document.put("event", Map.of("kind", "pipeline_error", "id", id, "dataset", DataStream.GAPS));
        document.put("fairlead", Map.of("gap", where));
        try {
            byte[] source = JSON.writeValueAsBytes(document);
            ConsumerRecord<byte[], byte[]> record =
                    new ConsumerRecord<>(gap.topic(), gap.partition(), gap.from(), new byte[0], source);
            String stream = new DataStream(DataStream.GAPS, config.namespace()).name();
            indexer.index(
                    List.of(new Document(stream, id, source, now.toEpochMilli(), now.toEpochMilli(), null, record)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The outage as it stands; zero length when Elasticsearch takes requests. */
    public java.time.Duration away() {
        return outage.duration();
    }

    /** Why Elasticsearch does not take requests. */
    public String reason() {
        return outage.reason();
    }

    @Override
    public void close() {
        indexer.close();
    }
}
