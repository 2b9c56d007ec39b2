// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.app.config.ObservabilityConfig;
import io.fairlead.schemas.stage.Health;
import io.fairlead.schemas.stage.Stage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ObservabilityTest {
    private final Metrics metrics = new Metrics();
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile List<Stage> stages = List.of();
    private Observability server;

    @BeforeEach
    void start() {
        server = Observability.start(new ObservabilityConfig("127.0.0.1", 0), metrics, () -> HealthReport.of(stages));
    }

    @AfterEach
    void stop() {
        server.close();
        metrics.close();
    }

    @Test
    void metricsOfStagesAndOfTheJvm() throws Exception {
        metrics.registry().counter("fairlead.ingest.records").increment(3);
        HttpResponse<String> answer = get("/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("fairlead_ingest_records_total 3.0", "jvm_memory_used_bytes");
    }

    @Test
    void readyOnlyWhenEveryStageIs() throws Exception {
        assertThat(get("/health/ready").statusCode()).as("nothing started yet").isEqualTo(503);
        stages = List.of(new FakeStage("ingest", Health::up));
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        stages = List.of(
                new FakeStage("ingest", Health::up),
                new FakeStage("sink", () -> Health.notReady("Elasticsearch does not answer")));
        HttpResponse<String> answer = get("/health/ready");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body())
                .contains("\"status\":\"not-ready\"", "\"sink\":{\"live\":true,\"ready\":false")
                .contains("Elasticsearch does not answer");
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void stageThatFailsToAnswerIsDead() throws Exception {
        stages = List.of(new FakeStage("enrich", () -> {
            throw new IllegalStateException("secret detail");
        }));
        HttpResponse<String> answer = get("/health/live");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("IllegalStateException").doesNotContain("secret detail");
    }

    @Test
    void otherPathsAndMethodsAreRefused() throws Exception {
        assertThat(get("/metrics/../etc").statusCode()).isEqualTo(404);
        assertThat(get("/metricsx").statusCode()).isEqualTo(404);
        HttpRequest post = HttpRequest.newBuilder(server.uri().resolve("/metrics"))
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .timeout(Duration.ofSeconds(5))
                .build();
        assertThat(http.send(post, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(405);
    }

    @Test
    void takenPortIsNamed() {
        ObservabilityConfig taken =
                new ObservabilityConfig("127.0.0.1", server.uri().getPort());
        assertThatThrownBy(() -> Observability.start(taken, metrics, () -> HealthReport.of(List.of())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("observability.port")
                .hasMessageContaining(String.valueOf(taken.port()));
    }

    private HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.uri() + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private record FakeStage(String name, Supplier<Health> answer) implements Stage {
        @Override
        public Health health() {
            return answer.get();
        }

        @Override
        public void close() {}
    }
}
