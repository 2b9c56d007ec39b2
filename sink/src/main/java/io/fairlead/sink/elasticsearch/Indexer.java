// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.schemas.config.DataSize;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.schemas.elasticsearch.DataStream;
import io.fairlead.schemas.elasticsearch.ElasticsearchTemplates;
import io.fairlead.sink.elasticsearch.ElasticsearchConnection.Answer;
import io.fairlead.sink.kafka.DeadLetters;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts documents into their data streams.
 *
 * <p>Promise: when {@link #index} returns, each document lies in its data stream once under its {@code _id}, or has a dead
 * letter with Elasticsearch's reason. Documents are created, never overwritten: what is already there counts as a conflict
 * and is left alone. A refusal that may pass (429, 5xx, no answer, missing rights) is tried again without end, with pauses;
 * the caller is held meanwhile and an {@link Outage} tells of it. One document that Elasticsearch rejects does not touch
 * its neighbours. Data streams without a template are refused, so that no plain index is ever made by accident. What can
 * still double a document stands at {@link OlderCopies}; beside it, a crash in the moment between a create after a
 * rollover and the repair. Not thread-safe.
 */
final class Indexer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);
    private static final String BULK =
            "/_bulk?require_data_stream=true&filter_path=items.*.status,items.*._index,items.*.error";

    private final ElasticsearchConnection connection;
    private final OlderCopies older;
    private final DeadLetters deadLetters;
    private final IndexerMeters meters;
    private final BatchLimit limit;
    private final DataSize bulkBytes;
    private final Outage outage;
    private final TemplateSetup setup;
    private final Set<String> known;

    Indexer(
            ElasticsearchConfig config,
            TemplateSetup setup,
            DeadLetters deadLetters,
            IndexerMeters meters,
            Outage outage) {
        this.connection = ElasticsearchConnection.open(config);
        this.older = new OlderCopies(connection, config.lookback());
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.limit = new BatchLimit(config.bulkDocuments());
        this.bulkBytes = config.bulkBytes();
        this.outage = outage;
        this.setup = setup;
        this.known = ElasticsearchTemplates.datasets().stream()
                .map(dataset -> new DataStream(dataset, config.namespace()).name())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Gives every document its effect. */
    void index(List<Document> documents) throws InterruptedException {
        int from = 0;
        while (from < documents.size()) {
            int to = from;
            long bytes = 0;
            while (to < documents.size() && to - from < limit.documents()) {
                bytes += documents.get(to).size();
                if (to > from && bytes > bulkBytes.bytes()) {
                    break;
                }
                to++;
            }
            settle(new ArrayList<>(documents.subList(from, to)));
            from = to;
        }
    }

    /** Tries until every document is settled. */
    private void settle(List<Document> open) throws InterruptedException {
        while (!open.isEmpty()) {
            try {
                attempt(open);
            } catch (IOException noAnswer) {
                limit.refused();
                outage.pause(
                        noAnswer.getMessage() == null ? noAnswer.getClass().getSimpleName() : noAnswer.getMessage());
            }
        }
    }

    /** One look-up and one bulk request; removes from the list what is settled by them. */
    private void attempt(List<Document> open) throws IOException, InterruptedException {
        setup.ensure();
        Set<Document> copies = older.among(open);
        if (!copies.isEmpty()) {
            meters.conflicts.increment(copies.size());
            open.removeAll(copies);
        }
        if (open.isEmpty()) {
            outage.over();
            return;
        }
        Map<String, String> assumed = new HashMap<>();
        open.forEach(document -> assumed.computeIfAbsent(document.stream(), older::write));
        long start = System.nanoTime();
        Answer answer = connection.send("POST", BULK, BulkBody.of(open), ElasticsearchConnection.NDJSON);
        Duration latency = Duration.ofNanos(System.nanoTime() - start);
        if (!answer.ok()) {
            refusedWhole(open, answer);
            return;
        }
        JsonNode items = answer.body().path("items");
        if (items.size() != open.size()) {
            throw new IOException("the bulk answer has " + items.size() + " items for " + open.size() + " documents");
        }
        meters.bulk.record(latency);
        meters.batch.record(open.size());
        limit.answered(open.size(), latency);
        items(open, items, assumed);
    }

    private void refusedWhole(List<Document> open, Answer answer) throws IOException, InterruptedException {
        meters.refusals.increment();
        boolean tooLarge = answer.status() == 413 || answer.status() == 400;
        if (tooLarge && open.size() > 1) {
            List<Document> half = new ArrayList<>(open.subList(0, open.size() / 2));
            open.removeAll(half);
            settle(half);
        } else if (tooLarge) {
            reject(open.removeFirst(), answer.reason());
        } else { // 429 and 5xx pass; 401, 403 and the rest wait for somebody to mend rights or address
            throw new IOException(answer.reason());
        }
    }

    private void items(List<Document> open, JsonNode items, Map<String, String> assumed)
            throws IOException, InterruptedException {
        List<Document> again = new ArrayList<>();
        Map<String, Map<String, List<Document>>> elsewhere = new LinkedHashMap<>();
        String why = "";
        for (int i = 0; i < open.size(); i++) {
            Document document = open.get(i);
            JsonNode item = items.get(i).path("create");
            int status = item.path("status").asInt();
            if (status == 200 || status == 201) {
                created(document);
                String index = item.path("_index").asText();
                if (!index.equals(assumed.get(document.stream()))) {
                    elsewhere
                            .computeIfAbsent(document.stream(), key -> new LinkedHashMap<>())
                            .computeIfAbsent(index, key -> new ArrayList<>())
                            .add(document);
                }
            } else if (status == 409) {
                meters.conflicts.increment();
            } else if (new Answer(status, item).later()) {
                again.add(document);
                why = new Answer(status, item).reason();
            } else if (status == 404 && known.contains(document.stream())) {
                setup.forget(); // somebody removed our templates: put them back, then again
                again.add(document);
                why = new Answer(status, item).reason();
            } else {
                reject(document, new Answer(status, item).reason());
            }
        }
        open.clear();
        open.addAll(again);
        for (Map.Entry<String, Map<String, List<Document>>> stream : elsewhere.entrySet()) {
            repair(stream.getKey(), stream.getValue(), assumed.getOrDefault(stream.getKey(), ""));
        }
        if (again.isEmpty()) {
            outage.over();
        } else {
            meters.refusals.increment();
            throw new IOException(why);
        }
    }

    private void repair(String stream, Map<String, List<Document>> landed, String assumed) throws InterruptedException {
        while (true) {
            try {
                OlderCopies.Repaired repaired = older.repair(stream, landed, assumed);
                meters.repaired.increment(repaired.deleted());
                meters.left.increment(repaired.left());
                if (repaired.left() > 0) {
                    LOG.warn(
                            "{} documents that were resent after a rollover of {} are there twice: the login may not"
                                    + " delete",
                            repaired.left(),
                            stream);
                }
                return;
            } catch (IOException noAnswer) {
                outage.pause("looking for older copies after a rollover: " + noAnswer.getMessage());
            }
        }
    }

    private void created(Document document) {
        meters.records.increment();
        meters.bytes.increment(document.source().length);
        long age = System.currentTimeMillis() - document.receivedAt();
        meters.indexed.record(Math.max(0, age), TimeUnit.MILLISECONDS);
    }

    private void reject(Document document, String reason) throws InterruptedException {
        deadLetters.send(DeadLetterCode.REJECTED, "Elasticsearch: " + reason, document.origin(), document.record());
    }

    @Override
    public void close() {
        connection.close();
    }
}
