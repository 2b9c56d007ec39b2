// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.sink.elasticsearch.ElasticsearchConnection.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads what the sink wrote: for the command line and for tests. Patterns that match nothing count zero. Every method
 * throws {@link IOException} in words for the operator when Elasticsearch does not answer or refuses. Thread-safe.
 */
public final class SearchClient implements AutoCloseable {
    /** Most documents of one search. */
    public static final int MOST = 10_000;

    private static final int MOST_TRIES = 50;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final ObjectMapper JSON = new ObjectMapper();
    private final ElasticsearchConnection connection;

    private SearchClient(ElasticsearchConnection connection) {
        this.connection = connection;
    }

    /** A client with the sink's own settings. */
    public static SearchClient connect(ElasticsearchConfig config) {
        return new SearchClient(ElasticsearchConnection.open(config));
    }

    /** How many searchable documents lie in the indices or data streams of this pattern. */
    public long count(String pattern) throws IOException {
        return answer("GET", pattern, "_count", "{}").path("count").asLong();
    }

    /** How many searchable documents match a query, for example {@code {"ids":{"values":["…"]}}}. */
    public long count(String pattern, String query) throws IOException {
        return answer("GET", pattern, "_count", "{\"query\":" + query + "}")
                .path("count")
                .asLong();
    }

    /** The documents that match a query, newest first, at most {@code size} of them, as they were written. */
    public List<byte[]> documents(String pattern, String query, int size) throws IOException {
        if (size < 0 || size > MOST) {
            throw new IllegalArgumentException("0 to " + MOST + " documents, not " + size);
        }
        ObjectNode search = JSON.createObjectNode();
        search.put("size", size);
        search.set("query", JSON.readTree(query));
        search.putArray("sort")
                .addObject()
                .putObject("@timestamp")
                .put("order", "desc")
                .put("unmapped_type", "date");
        List<byte[]> documents = new ArrayList<>();
        for (JsonNode hit : answer("POST", pattern, "_search", search.toString())
                .path("hits")
                .path("hits")) {
            documents.add(hit.path("_source").toString().getBytes(StandardCharsets.UTF_8));
        }
        return documents;
    }

    /** Makes what was written searchable now. */
    public void refresh(String pattern) throws IOException {
        answer("POST", pattern, "_refresh", "");
    }

    private JsonNode answer(String method, String pattern, String api, String body) throws IOException {
        String path = "/" + pattern + "/" + api + "?ignore_unavailable=true&allow_no_indices=true";
        Answer answer = sent(method, path, body);
        // the shards of an index that was made a moment ago are not started yet
        for (int tries = 1; answer.status() == 503 && tries < MOST_TRIES; tries++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            answer = sent(method, path, body);
        }
        if (!answer.ok()) {
            throw new IOException("Elasticsearch refused " + api + " of " + pattern + ": " + answer.reason());
        }
        return answer.body();
    }

    private Answer sent(String method, String path, String body) throws IOException {
        return body.isEmpty()
                ? connection.send(method, path, null, ElasticsearchConnection.NDJSON)
                : connection.json(method, path, body);
    }

    @Override
    public void close() {
        connection.close();
    }
}
