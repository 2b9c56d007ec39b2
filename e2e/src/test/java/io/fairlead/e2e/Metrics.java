// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process tells Prometheus.
 *
 * @param lines lines of the exposition, without comments
 */
record Metrics(List<String> lines) {
    /**
     * What each stage tells: records, bytes, lag, histograms of latency, dead letters by reason, late events, conflicts,
     * completed checkpoints.
     */
    private static final List<String> SERIES = List.of(
            "fairlead_ingest_records_total",
            "fairlead_ingest_bytes_total",
            "fairlead_ingest_request_duration_seconds_bucket",
            "fairlead_ingest_dead_letters_total",
            "fairlead_collect_records_total",
            "fairlead_collect_bytes_total",
            "fairlead_enrich_records_total",
            "fairlead_enrich_bytes_total",
            "fairlead_enrich_lag",
            "fairlead_enrich_normalize_seconds_bucket",
            "fairlead_enrich_dead_letters_total",
            "fairlead_detect_records_total",
            "fairlead_detect_bytes_total",
            "fairlead_detect_dead_letters_total",
            "fairlead_detect_lag",
            "fairlead_detect_latency_seconds_bucket",
            "fairlead_detect_late_total",
            "fairlead_detect_checkpoints_completed",
            "fairlead_sink_records_total",
            "fairlead_sink_bytes_total",
            "fairlead_sink_lag",
            "fairlead_sink_bulk_latency_seconds_bucket",
            "fairlead_sink_indexed_latency_seconds_bucket",
            "fairlead_sink_conflicts_total",
            "fairlead_sink_dead_letters_total",
            "fairlead_sink_webhook_latency_seconds_count");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static Metrics of(URI server) throws IOException, InterruptedException {
        return new Metrics(get(server, "/metrics")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList());
    }

    static int status(URI server, String path) throws IOException, InterruptedException {
        return get(server, path).statusCode();
    }

    /** Series that are not there. */
    List<String> missing() {
        return missing(SERIES);
    }

    /** Of these series those that are not there. */
    List<String> missing(Collection<String> wanted) {
        return wanted.stream().filter(name -> series(name).findAny().isEmpty()).toList();
    }

    /** The sum of all series of this name. */
    double sum(String name) {
        return series(name)
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private Stream<String> series(String name) {
        return lines.stream().filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "));
    }

    private static HttpResponse<String> get(URI server, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
