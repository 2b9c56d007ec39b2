// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.ingest.Broker;
import io.fairlead.schemas.kafka.KafkaConfig;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Enumeration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three bodies of 100 MB at once against a stage in a JVM of its own with a heap of 512 MB. */
@Timeout(150)
class LargeBodyTest {
    private static final int ITEMS = 100_000;
    private static final int BODIES = 3;

    @TempDir
    Path directory;

    @Test
    void hundredMegabytesPassWithinHalfAGigabyteOfHeap() throws Exception {
        try (Broker broker = new Broker(directory.resolve("kafka"))) {
            KafkaConfig kafka = broker.topics();
            Process process = start(kafka);
            try {
                URI stage = await().atMost(Duration.ofSeconds(40)).until(this::address, uri -> uri != null);
                try (HttpClient client = HttpClient.newHttpClient()) {
                    var answers = IntStream.range(0, BODIES)
                            .mapToObj(i -> client.sendAsync(request(stage, i), HttpResponse.BodyHandlers.ofString()))
                            .toList();
                    for (var answer : answers) {
                        assertThat(answer.get(120, TimeUnit.SECONDS).body())
                                .isEqualTo("{\"accepted\":" + ITEMS + ",\"deadLettered\":0}");
                    }
                }
                assertThat(Broker.keys(kafka).stream().distinct().count()).isEqualTo(BODIES * ITEMS);
                assertThat(process.isAlive()).isTrue();
            } finally {
                process.getOutputStream().close();
                if (!process.waitFor(30, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            }
        }
    }

    private Process start(KafkaConfig kafka) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Dcom.linecorp.armeria.warnNettyVersions=false",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        StageProcess.class.getName(),
                        kafka.bootstrapServers(),
                        kafka.topicPrefix(),
                        directory.resolve("address").toString())
                .redirectErrorStream(true)
                .redirectOutput(new File(directory.toFile(), "stage.log"))
                .start();
    }

    private @org.jspecify.annotations.Nullable URI address() throws Exception {
        Path file = directory.resolve("address");
        return Files.exists(file) ? URI.create(Files.readString(file)) : null;
    }

    private static HttpRequest request(URI stage, int body) {
        return HttpRequest.newBuilder(stage.resolve("/v1/kubernetes/audit/c" + body))
                .timeout(Duration.ofSeconds(120))
                .POST(HttpRequest.BodyPublishers.ofInputStream(LargeBodyTest::body))
                .build();
    }

    private static InputStream body() {
        String filler = "x".repeat(1000);
        Stream<String> items = IntStream.range(0, ITEMS)
                .mapToObj(i -> (i == 0 ? "" : ",") + "{\"level\":\"Metadata\",\"auditID\":\"" + i + "\",\"uri\":\""
                        + filler + "\"}");
        var parts = Stream.concat(
                        Stream.concat(Stream.of("{\"kind\":\"EventList\",\"items\":["), items), Stream.of("]}"))
                .<InputStream>map(part -> new ByteArrayInputStream(part.getBytes(StandardCharsets.UTF_8)))
                .iterator();
        return new SequenceInputStream(new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return parts.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return parts.next();
            }
        });
    }
}
