// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.testkit.PlantedSecrets;
import io.fairlead.testkit.SecretSearch;
import io.fairlead.testkit.SeededRandom;
import io.fairlead.testkit.WebhookReceiver;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Secrets of every kind, sent into a running pipeline: they stand on {@code raw}, and nowhere behind it. The search is the
 * same for all places, so what it finds on {@code raw} shows that it would find them elsewhere.
 */
final class Planted implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Planted.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<PlantedSecrets.Planted> secrets;
    private final Set<PlantedSecrets.Planted> trees;
    private final PlantedFormats formats;
    private final List<String> last = new ArrayList<>();
    private final WebhookReceiver receiver;
    private final Path configuration;
    private final HttpClient http = HttpClient.newHttpClient();

    private Planted(
            List<PlantedSecrets.Planted> secrets,
            Set<PlantedSecrets.Planted> trees,
            PlantedFormats formats,
            WebhookReceiver receiver,
            Path configuration) {
        this.secrets = secrets;
        this.trees = trees;
        this.formats = formats;
        this.receiver = receiver;
        this.configuration = configuration;
    }

    /** Makes secrets, and a configuration with a webhook that shall not get them. */
    static Planted prepare(Path folder) throws IOException {
        long seed = Long.getLong(SeededRandom.PROPERTY, System.nanoTime());
        LOG.info("planted secrets of -D{}={}", SeededRandom.PROPERTY, seed);
        Random random = new Random(seed);
        List<PlantedSecrets.Planted> trees = PlantedSecrets.trees(random);
        List<PlantedSecrets.Planted> secrets = Stream.concat(PlantedSecrets.texts(random).stream(), trees.stream())
                .toList();
        WebhookReceiver receiver = WebhookReceiver.start();
        Path key = Files.writeString(folder.resolve("webhook.key"), "whsec_" + "QUJD".repeat(10));
        Path file = Files.writeString(folder.resolve("planted.yaml"), """
                sink:
                  webhooks:
                    - name: planted
                      url: %s
                      secret: {file: %s}
                      allow-private-addresses: true
                      min-level: informational
                      max-alerts: 0
                """.formatted(receiver.url(), key));
        return new Planted(secrets, Set.copyOf(trees), PlantedFormats.prepare(random), receiver, file);
    }

    Path configuration() {
        return configuration;
    }

    /**
     * Sends each in an alert's event, in a line, in a Falco alert, and in records that nobody can use; others in records of
     * every format.
     */
    void send(PipelineProcess up) throws IOException, InterruptedException {
        List<String> audit = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        StringBuilder falco = new StringBuilder();
        for (PlantedSecrets.Planted planted : secrets) {
            ObjectNode event = (ObjectNode) JSON.readTree(AuditLoad.binding().json());
            ObjectNode body = (ObjectNode) event.get("requestObject");
            if (trees.contains(planted)) {
                body.set("planted", JSON.readTree(planted.phrase()));
            } else {
                body.put("planted", planted.phrase());
                event.put("userAgent", planted.phrase());
                ((ObjectNode) event.get("annotations")).put("example.test/planted", planted.phrase());
            }
            audit.add(event.toString());
            event.put("stage", "Unknown");
            audit.add(event.toString());
            lines.add(planted.phrase().replace("\n", "\\n"));
            ObjectNode alert = JSON.createObjectNode()
                    .put("rule", "Planted")
                    .put("priority", "Warning")
                    .put("output", planted.phrase())
                    .put("time", "2026-11-22T14:00:00Z");
            alert.putObject("output_fields")
                    .put("proc.cmdline", planted.phrase())
                    .put("evt.num", audit.size());
            falco.append(alert).append('\n');
        }
        post(
                up,
                "/v1/kubernetes/audit/e2e",
                "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"items\":[" + String.join(",", audit)
                        + "]}");
        post(up, "/v1/logs/plain", String.join("\n", lines));
        post(up, "/v1/falco/e2e", falco.toString());
        last.addAll(formats.send(up.kafka()));
    }

    /** Holds every place that the pipeline writes to against the secrets. */
    void staysInside(PipelineProcess up, Path log) throws IOException, InterruptedException {
        int sent = secrets.size();
        Documents documents = new Documents(up.elasticsearch());
        String ofPlants = "{\"term\":{\"orchestrator.cluster.name\":\"e2e\"}}";
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                documents.find(Documents.AUDIT, ofPlants).size())
                        .isGreaterThanOrEqualTo(sent));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(documents.all(Documents.ALERTS)).hasSizeGreaterThanOrEqualTo(sent));
        for (String line : last) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !documents
                            .find("logs-*", "{\"match_phrase\":{\"message\":\"" + line + "\"}}")
                            .isEmpty());
        }
        receiver.awaitRequests(sent, Duration.ofSeconds(60));

        assertThat(found(topic(up, "raw")))
                .as("the control: secrets on raw")
                .hasSizeGreaterThan((sent + formats.secrets().size()) * 9 / 10);
        assertThat(topic(up, "dead-letter")).as("records that nobody can use").contains("schema");
        for (String topic : List.of("events", "alerts", "dead-letter")) {
            assertThat(found(topic(up, topic))).as("secrets on " + topic).isEmpty();
        }
        String kept = documents.all("logs-*").stream().map(Object::toString).collect(Collectors.joining("\n"));
        assertThat(found(kept)).as("secrets in Elasticsearch").isEmpty();
        String hooks = receiver.requests().stream()
                .map(request -> request.headers() + request.text())
                .collect(Collectors.joining("\n"));
        assertThat(found(hooks)).as("secrets in webhooks").isEmpty();
        String metrics = String.join("\n", Metrics.of(up.metrics()).lines());
        assertThat(metrics).contains("fairlead_enrich_redactions_total");
        assertThat(found(metrics)).as("secrets in metrics").isEmpty();
        assertThat(found(Files.readString(log))).as("secrets in the log").isEmpty();
    }

    @Override
    public void close() {
        receiver.close();
    }

    private List<String> found(String text) {
        Stream<String> all =
                Stream.concat(secrets.stream().map(PlantedSecrets.Planted::secret), formats.secrets().stream());
        return List.copyOf(SecretSearch.found(text, all.toList()));
    }

    private void post(PipelineProcess up, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(up.ingest().resolve(path))
                .header("content-type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isBetween(200, 299);
    }

    /** Everything on a topic, as text; what is no text in it does not matter. */
    private static String topic(PipelineProcess up, String name) {
        Map<String, Object> settings = Map.of("bootstrap.servers", up.kafka(), "isolation.level", "read_committed");
        StringBuilder text = new StringBuilder();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                    .map(partition -> new TopicPartition(name, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> {
                    if (record.value() != null && record.value().length > 64) {
                        text.append(new String(record.value(), StandardCharsets.UTF_8))
                                .append('\n');
                    }
                });
            }
        }
        return text.toString();
    }
}
