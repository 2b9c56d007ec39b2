// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.ingest.Broker;
import io.fairlead.ingest.Configs;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.record.RawLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A collector over a folder of its own and one broker for all tests of a class. */
@Timeout(90)
abstract class Collecting {
    static Broker broker;
    static KafkaConfig kafka;

    @TempDir
    Path directory;

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Path logs;

    @BeforeAll
    static void startBroker(@TempDir Path data) {
        broker = new Broker(data);
        kafka = broker.topics();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void folders() throws IOException {
        Broker.mark(kafka);
        logs = Files.createDirectories(directory.resolve("logs"));
    }

    CollectStage start(String format, String from) {
        return CollectStage.start(
                Configs.yaml(
                        CollectConfig.class, """
                        sources:
                          - paths: ["%s/*.log", "%s/*/*/*.log"]
                            format: %s
                            cluster: c1
                            start: %s
                        node: n1
                        poll-interval: 20ms
                        positions: %s
                        """.formatted(logs, logs, format, from, directory.resolve("positions"))),
                kafka,
                meters);
    }

    Path pod() throws IOException {
        return Files.createDirectories(logs.resolve("shop_web-5f8_0f3e-11/app"));
    }

    static void awaitPayloads(String... payloads) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Broker.raw(kafka))
                        .extracting(Broker::payload)
                        .containsExactlyInAnyOrder(payloads));
    }

    static List<String> ids() {
        return Broker.raw(kafka).stream().map(RawLog::getId).toList();
    }

    static String lines(int from, int to) {
        StringBuilder text = new StringBuilder();
        IntStream.range(from, to).forEach(i -> text.append("line ").append(i).append('\n'));
        return text.toString();
    }

    static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
