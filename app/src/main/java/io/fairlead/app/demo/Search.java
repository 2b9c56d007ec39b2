// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks Elasticsearch as an analyst would: over its HTTP interface, without any class of the sink. */
final class Search {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String LENIENT = "?ignore_unavailable=true&allow_no_indices=true";
    private static final int PAGE = 5_000;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI elasticsearch;

    Search(URI elasticsearch) {
        this.elasticsearch = elasticsearch;
    }

    /** Makes everything that was written visible to searches. */
    void refresh(String indices) throws IOException, InterruptedException {
        send("/" + indices + "/_refresh" + LENIENT, HttpRequest.BodyPublishers.noBody());
    }

    /** The hits of a query, at most 1,000: each with {@code _id} and {@code _source}. */
    List<JsonNode> hits(String indices, Map<String, Object> query) throws IOException, InterruptedException {
        List<JsonNode> hits = new ArrayList<>();
        search(indices, Map.of("size", 1_000, "query", query)).at("/hits/hits").forEach(hits::add);
        return hits;
    }

    /** How many documents match. */
    long count(String indices, Map<String, Object> query) throws IOException, InterruptedException {
        return search(indices, Map.of("size", 0, "track_total_hits", true, "query", query))
                .at("/hits/total/value")
                .asLong();
    }

    /** The ids of all documents that match; one that stands twice is there twice. */
    List<String> ids(String indices, Map<String, Object> query) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        Map<String, Object> body = Map.of("size", PAGE, "_source", false, "query", query, "sort", List.of("_doc"));
        JsonNode page = post("/" + indices + "/_search" + LENIENT + "&scroll=1m", body);
        while (!page.at("/hits/hits").isEmpty()) {
            page.at("/hits/hits").forEach(hit -> ids.add(hit.path("_id").asText()));
            page = post(
                    "/_search/scroll",
                    Map.of("scroll", "1m", "scroll_id", page.path("_scroll_id").asText()));
        }
        return ids;
    }

    private JsonNode search(String indices, Map<String, Object> body) throws IOException, InterruptedException {
        return post("/" + indices + "/_search" + LENIENT, body);
    }

    private JsonNode post(String path, Map<String, Object> body) throws IOException, InterruptedException {
        return send(path, HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    }

    private JsonNode send(String path, HttpRequest.BodyPublisher body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(elasticsearch.resolve(path))
                .header("content-type", "application/json")
                .timeout(Duration.ofSeconds(20))
                .POST(body)
                .build();
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("Elasticsearch answers " + answer.statusCode() + " to " + path);
        }
        return JSON.readTree(answer.body());
    }
}
