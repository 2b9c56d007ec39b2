// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What Elasticsearch holds, asked over HTTP as an analyst would. */
final class Documents {
    static final String AUDIT = "logs-kubernetes.audit_logs-*";
    static final String ALERTS = "logs-fairlead.alerts-*";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CHUNK = 500;
    private static final int SHARD_STARTS = 100;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI elasticsearch;

    Documents(URI elasticsearch) {
        this.elasticsearch = elasticsearch;
    }

    /** How many documents hold each of these values in the field. */
    Map<String, Integer> countBy(String pattern, String field, Collection<String> values) {
        request("POST", "/" + pattern + "/_refresh?ignore_unavailable=true&allow_no_indices=true", "");
        Map<String, Integer> counts = new HashMap<>();
        List<String> all = List.copyOf(values);
        for (int from = 0; from < all.size(); from += CHUNK) {
            List<String> some = all.subList(from, Math.min(from + CHUNK, all.size()));
            String query = "{\"size\":0,\"query\":{\"terms\":{\"" + field + "\":" + json(some) + "}},"
                    + "\"aggs\":{\"by\":{\"terms\":{\"size\":10000,\"field\":\"" + field + "\"}}}}";
            JsonNode answer =
                    request("POST", "/" + pattern + "/_search?ignore_unavailable=true&allow_no_indices=true", query);
            answer.at("/aggregations/by/buckets").forEach(bucket -> {
                if (some.contains(bucket.path("key").asText())) {
                    counts.put(
                            bucket.path("key").asText(),
                            bucket.path("doc_count").asInt());
                }
            });
        }
        return counts;
    }

    /** The documents that match, at most 1,000, after a refresh. */
    List<JsonNode> find(String pattern, String query) {
        request("POST", "/" + pattern + "/_refresh?ignore_unavailable=true&allow_no_indices=true", "");
        return findNow(pattern, query);
    }

    /** The documents that a search finds as things stand, at most 1,000. */
    List<JsonNode> findNow(String pattern, String query) {
        JsonNode answer = request(
                "POST",
                "/" + pattern + "/_search?ignore_unavailable=true&allow_no_indices=true",
                "{\"size\":1000,\"query\":" + query + "}");
        return answer.at("/hits/hits").findValues("_source");
    }

    /** Answer to a request as a page writes it: path with query, and body. */
    JsonNode ask(String path, String body) {
        return request("POST", path, body);
    }

    /** Every hit of the pattern, with {@code _index}, {@code _id} and {@code _source}, after a refresh. */
    List<JsonNode> all(String pattern) {
        request("POST", "/" + pattern + "/_refresh?ignore_unavailable=true&allow_no_indices=true", "");
        List<JsonNode> hits = new ArrayList<>();
        JsonNode page = request("POST", "/" + pattern + "/_search?scroll=1m", "{\"size\":2000,\"sort\":[\"_doc\"]}");
        while (!page.at("/hits/hits").isEmpty()) {
            page.at("/hits/hits").forEach(hits::add);
            String scroll = page.path("_scroll_id").asText();
            page = request("POST", "/_search/scroll", "{\"scroll\":\"1m\",\"scroll_id\":\"" + scroll + "\"}");
        }
        return hits;
    }

    /** The bytes that Elasticsearch keeps of a hit. */
    byte[] source(JsonNode hit) {
        return send(
                "GET",
                "/" + hit.path("_index").asText() + "/_source/"
                        + hit.path("_id").asText(),
                "");
    }

    /** Makes the data stream write into a new backing index. */
    void rollover(String dataStream) {
        JsonNode answer = request("POST", "/" + dataStream + "/_rollover", "");
        if (!answer.path("rolled_over").asBoolean()) {
            throw new AssertionError("no rollover: " + answer);
        }
    }

    private JsonNode request(String method, String path, String body) {
        try {
            return JSON.readTree(send(method, path, body));
        } catch (IOException e) {
            throw new AssertionError("Elasticsearch's answer to " + method + " " + path + " is no JSON", e);
        }
    }

    private byte[] send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(elasticsearch.resolve(path))
                .header("content-type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            // An index that was made this moment answers 503 until its shard has started.
            for (int i = 0; i < SHARD_STARTS && answer.statusCode() == 503; i++) {
                TimeUnit.MILLISECONDS.sleep(100);
                answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            }
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError(method + " " + path + ": " + answer.statusCode() + " "
                        + new String(answer.body(), StandardCharsets.UTF_8));
            }
            return answer.body();
        } catch (IOException e) {
            throw new AssertionError("Elasticsearch does not answer " + method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static String json(List<String> values) {
        return JSON.valueToTree(values).toString();
    }
}
