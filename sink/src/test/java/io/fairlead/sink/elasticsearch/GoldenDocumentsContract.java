// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.schemas.kafka.Topic;
import io.fairlead.sink.Node;
import io.fairlead.sink.Pipe;
import io.fairlead.sink.Samples;
import io.fairlead.sink.Servers;
import io.fairlead.sink.SinkStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What enrich's golden documents are worth: a real node takes every one of them under its template. */
@Timeout(120)
abstract class GoldenDocumentsContract {
    private static final Path GOLDEN = Path.of("../enrich/src/test/resources/golden");
    private static final Duration SOON = Duration.ofSeconds(40);

    private final Node node;
    private final Pipe pipe;

    GoldenDocumentsContract(Servers.Running servers) {
        this.node = servers.node();
        this.pipe = new Pipe(servers);
    }

    @AfterEach
    void close() {
        pipe.close();
    }

    @Test
    void every_golden_document_is_taken_and_no_leaf_of_it_is_ignored() throws Exception {
        Map<String, Integer> expected = new TreeMap<>();
        int number = 0;
        try (SinkStage stage = pipe.start()) {
            for (Path file : goldens()) {
                JsonNode document = new ObjectMapper().readTree(file.toFile());
                String dataset = document.at("/event/dataset").asText();
                expected.merge(dataset, 1, Integer::sum);
                pipe.send(
                        Topic.EVENTS, Samples.event("golden-" + number++, Instant.now(), dataset, document.toString()));
            }
            pipe.flush();
            assertThat(number).isGreaterThanOrEqualTo(20);
            assertThat(expected).hasSizeGreaterThanOrEqualTo(5);
            expected.forEach((dataset, count) -> await(dataset).atMost(SOON).until(() -> pipe.count(dataset) == count));
            assertThat(stage.health().ready()).isTrue();
        }
        assertThat(pipe.deadLetters()).isEmpty();
        for (String dataset : expected.keySet()) {
            String ignored = "{\"query\":{\"exists\":{\"field\":\"_ignored\"}}}";
            assertThat(node.ask("POST", "/" + pipe.stream(dataset) + "/_search", ignored))
                    .as(dataset)
                    .contains("\"value\":0");
        }
    }

    private static List<Path> goldens() throws IOException {
        try (Stream<Path> files = Files.walk(GOLDEN)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
