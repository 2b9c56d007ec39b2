// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.ingest.Broker;
import io.fairlead.ingest.Configs;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class CollectKafkaAwayTest {
    private static final int LINES = 3_000;

    @TempDir
    Path directory;

    @Test
    void linesWrittenWhileKafkaIsAwayArriveOnceItIsBack() throws Exception {
        try (Broker broker = new Broker(directory.resolve("kafka"))) {
            KafkaConfig kafka = broker.topics();
            Path log = Files.createDirectories(directory.resolve("logs")).resolve("a.log");
            append(log, 0, 10);
            SimpleMeterRegistry meters = new SimpleMeterRegistry();
            try (CollectStage stage = CollectStage.start(config(), kafka, meters)) {
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> Broker.raw(kafka).size() == 10);

                broker.kafka().stop();
                append(log, 10, LINES / 2);
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> !stage.health().ready());
                assertThat(stage.health().live()).isTrue();
                assertThat(stage.health().reasons()).first().asString().contains("Kafka");
                Files.move(log, log.resolveSibling("a.log.20260101-000000"));
                append(log, LINES / 2, LINES);
                assertThat(meters.counter("fairlead.collect.records").count()).isEqualTo(10);

                broker.kafka().resume();
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(Broker.raw(kafka).stream()
                                        .map(Broker::payload)
                                        .distinct())
                                .hasSize(LINES));
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> stage.health().ready());
            }
            assertThat(Broker.keys(kafka).stream().distinct()).hasSize(LINES);
            assertThat(meters.counter("fairlead.collect.gaps").count()).isZero();
        }
    }

    private CollectConfig config() {
        return Configs.yaml(
                CollectConfig.class,
                String.join(
                        "\n",
                        "sources:",
                        "  - paths: [" + directory.resolve("logs") + "/*.log]",
                        "    format: plain",
                        "    start: beginning",
                        "node: n1",
                        "positions: " + directory.resolve("positions"),
                        "poll-interval: 50ms",
                        "acknowledgement-timeout: 3s",
                        "kafka-patience: 4s"));
    }

    private static void append(Path file, int from, int to) throws IOException {
        List<String> lines =
                IntStream.range(from, to).mapToObj(i -> "line " + i).toList();
        Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
