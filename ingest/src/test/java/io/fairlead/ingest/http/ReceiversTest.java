// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fairlead.ingest.Broker;
import io.fairlead.ingest.Configs;
import io.fairlead.ingest.IngestStage;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import io.fairlead.schemas.record.DeadLetter;
import io.fairlead.schemas.record.RawLog;
import io.fairlead.testkit.Corpus;
import io.fairlead.testkit.Gzip;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReceiversTest {
    private static final String AUDIT = "/v1/kubernetes/audit/prod";
    private static final String HEAD = "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"items\":[";
    private static Broker broker;

    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();
    private static KafkaConfig kafka;
    private static IngestStage stage;
    private static Sender sender;

    @BeforeAll
    static void start(@TempDir Path directory) {
        broker = new Broker(directory);
        kafka = broker.topics();
        stage = IngestStage.start(Configs.ingest("name: one"), kafka, METERS);
        sender = new Sender(stage.uri());
        await().until(() -> stage.health().ready());
    }

    @AfterAll
    static void stop() {
        sender.close();
        stage.close();
        broker.close();
    }

    @BeforeEach
    void forgetWhatStandsInTheTopics() {
        Broker.mark(kafka);
    }

    @Test
    void recordSaysWhereItCameFrom() throws Exception {
        Instant before = Instant.now();
        double records = METERS.counter("fairlead.ingest.records").count();
        Counter answered = METERS.counter("fairlead.ingest.requests", "route", "kubernetes_audit", "status", "200");
        double requests = answered.count();
        HttpResponse<String> answer = sender.post(AUDIT, HEAD + item("a") + "," + item("b") + "]}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"accepted\":2,\"deadLettered\":0}");
        List<RawLog> raw = Broker.raw(kafka);
        assertThat(raw).extracting(Broker::payload).containsExactly(item("a"), item("b"));
        RawLog second = raw.get(1);
        assertThat(second.getFormat()).isEqualTo("kubernetes.audit");
        assertThat(second.getOrigin().getCollector()).isEqualTo("one");
        assertThat(second.getOrigin().getCredential()).isEmpty();
        assertThat(second.getOrigin().getPeer()).isEqualTo("127.0.0.1");
        assertThat(second.getOrigin().getStream()).isEqualTo("http//kubernetes.audit/prod");
        assertThat(second.getOrigin().getSequence()).isEqualTo(1);
        assertThat(second.getOrigin().getCluster()).isEqualTo("prod");
        assertThat(second.getReceivedAt())
                .isEqualTo(raw.get(0).getReceivedAt())
                .isAfterOrEqualTo(before.minusMillis(1));
        assertThat(Broker.consume(kafka, Topic.RAW).stream().filter(record -> record.key() != null))
                .allSatisfy(record -> assertThat(record.timestamp())
                        .isEqualTo(second.getReceivedAt().toEpochMilli()))
                .extracting(record -> record.key())
                .containsExactlyInAnyOrderElementsOf(
                        raw.stream().map(RawLog::getId).toList());
        assertThat(METERS.counter("fairlead.ingest.records").count() - records).isEqualTo(2);
        assertThat(answered.count() - requests).isEqualTo(1);
    }

    @Test
    void poisonedEventLosesNoNeighbour() throws Exception {
        String items = IntStream.range(0, 400)
                .mapToObj(i -> i == 77 ? "{\"level\":\"Metadata\",\"auditID\":\"x" : item("" + i))
                .collect(Collectors.joining(","));
        HttpResponse<String> answer = sender.post(AUDIT, HEAD + items + "]}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"accepted\":399,\"deadLettered\":1}");
        assertThat(Broker.raw(kafka)).hasSize(399);
        DeadLetter letter = Broker.deadLetters(kafka).get(0);
        assertThat(letter.getStage()).isEqualTo("ingest");
        assertThat(letter.getCode()).isEqualTo("parse");
        assertThat(letter.getExcerpt()).isEmpty();
        assertThat(letter.getLength()).isEqualTo(32);
        assertThat(letter.getOrigin().getSequence()).isEqualTo(77);
    }

    @Test
    void resendHasTheSameIdsAndOtherBodiesHaveOthers() throws Exception {
        sender.post(AUDIT, HEAD + item("a") + "," + item("b") + "]}");
        sender.post(AUDIT, HEAD + item("a") + "," + item("b") + "]}");
        assertThat(ids())
                .hasSize(4)
                .satisfies(ids -> assertThat(ids.stream().distinct()).hasSize(2));
        sender.post(AUDIT, HEAD + item("a") + "," + item("c") + "]}");
        assertThat(ids().stream().distinct()).hasSize(4);
        sender.post("/v1/kubernetes/audit/test", HEAD + item("a") + "," + item("b") + "]}");
        assertThat(ids().stream().distinct()).hasSize(6);
    }

    @Test
    void idempotencyKeyNamesTheDelivery() throws Exception {
        sender.post("/v1/logs/plain", "up\n", "Idempotency-Key", "1");
        sender.post("/v1/logs/plain", "up\n", "Idempotency-Key", "2");
        sender.post("/v1/logs/plain", "up\n", "Idempotency-Key", "2");
        assertThat(ids().stream().distinct()).hasSize(2);
        assertThat(sender.post("/v1/logs/plain", "up", "Idempotency-Key", "x".repeat(300))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void falcoSendsOneEventOrSeveral() throws Exception {
        sender.post("/v1/falco/prod", "{\"output\":\"a\",\"n\":1}", "Content-Type", "application/json");
        sender.post("/v1/falco/prod", "{\"output\":\"b\"}\n{\"output\":\"c\"}\n");
        sender.post("/v1/falco/prod", "[{\"output\":\"d\"},{\"output\":\"e\"}]");
        assertThat(Broker.raw(kafka))
                .hasSize(5)
                .allSatisfy(raw -> assertThat(raw.getFormat()).isEqualTo("falco"));
    }

    @Test
    void logsAreLinesOrOneJsonText() throws Exception {
        sender.post("/v1/logs/plain?cluster=c1", "a\nb\n", "Content-Type", "text/plain; charset=utf-8");
        sender.post("/v1/logs/json?cluster=c1", "{\"a\":1}\n{\"b\":2}\n", "Content-Type", "application/x-ndjson");
        sender.post("/v1/logs/json?cluster=c1", "[{\n\"c\":1},{\"d\":2}]", "Content-Type", "application/json");
        assertThat(Broker.raw(kafka))
                .extracting(Broker::payload)
                .containsExactly("a", "b", "{\"a\":1}", "{\"b\":2}", "{\n\"c\":1}", "{\"d\":2}");
        assertThat(Broker.raw(kafka))
                .allSatisfy(raw -> assertThat(raw.getOrigin().getCluster()).isEqualTo("c1"));
    }

    @Test
    void truncatedBodyKeepsWhatWasWhole() throws Exception {
        assertAnswer(
                sender.post(AUDIT, HEAD + item("a") + ",{\"level\":\"Me"), 200, "\"accepted\":1,\"deadLettered\":1");
        assertAnswer(sender.post(AUDIT, HEAD + "{\"level\":\"Me"), 400, "parse");
        assertThat(Broker.deadLetters(kafka)).hasSize(1);
    }

    @Test
    void deepEventIsSetAside() throws Exception {
        String deep = "{\"a\":".repeat(1001) + "1" + "}".repeat(1001);
        assertAnswer(sender.post(AUDIT, HEAD + item("a") + "," + deep + "]}"), 200, "\"deadLettered\":1");
        assertThat(Broker.deadLetters(kafka).get(0).getCode()).isEqualTo("limit");
        assertAnswer(sender.post(AUDIT, deep), 413, "limit");
    }

    @Test
    void largeFieldIsSetAside() throws Exception {
        String large = "{\"level\":\"" + "x".repeat(50 << 20) + "\"}";
        assertAnswer(
                sender.post(AUDIT, HEAD + item("a") + "," + large + "," + item("b") + "]}"), 200, "\"accepted\":2");
        DeadLetter letter = Broker.deadLetters(kafka).get(0);
        assertThat(letter.getCode()).isEqualTo("limit");
        assertThat(letter.getLength()).isEqualTo(large.length());
    }

    @Test
    void recordTooLargeForTheBrokersTopicIsSetAside() throws Exception {
        String random = new java.util.Random(1)
                .ints(2 << 20, 'a', 'z')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        broker.kafka()
                .createTopics(List.of(
                        new NewTopic("small.raw", 1, (short) 1).configs(Map.of("max.message.bytes", "100000")),
                        new NewTopic("small.dead-letter", 1, (short) 1)));
        KafkaConfig small =
                new KafkaConfig(kafka.bootstrapServers(), "small.", 1, 1, kafka.maxRecordSize(), kafka.properties());
        try (IngestStage other = IngestStage.start(Configs.ingest(), small, METERS);
                Sender to = new Sender(other.uri())) {
            await().until(() -> other.health().ready());
            assertThat(to.post(AUDIT, HEAD + "{\"level\":\"" + random + "\"}," + item("a") + "]}")
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(Broker.raw(small))
                .hasSize(1)
                .allSatisfy(raw -> assertThat(raw.getPayload().remaining())
                        .isEqualTo(item("a").length()));
        assertThat(Broker.deadLetters(small)).extracting(DeadLetter::getCode).containsExactly("limit");
    }

    @Test
    void oddBytesPassUnchanged() throws Exception {
        byte[] body = {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, '(', 0, '\n', '"', '}'};
        assertThat(sender.post(AUDIT, body).statusCode()).isEqualTo(200);
        byte[] stored = new byte[body.length];
        Broker.raw(kafka).get(0).getPayload().get(stored);
        assertThat(stored).isEqualTo(body);
    }

    @Test
    void whatOnlyEnrichCanJudgePasses() throws Exception {
        List<String> odd = List.of(
                "{\"auditID\":\"a\",\"auditID\":\"b\"}",
                "{\"code\":99999999999999999999999999,\"n\":1e999999}",
                "{\"user\":{\"username\":\"a\\u0000b\\nc\"}}",
                "{\"requestReceivedTimestamp\":\"2099-01-01T00:00:00Z\"}");
        for (String event : odd) {
            assertAnswer(sender.post(AUDIT, event), 200, "\"accepted\":1");
        }
        assertThat(Broker.raw(kafka)).extracting(Broker::payload).containsExactlyInAnyOrderElementsOf(odd);
        assertThat(Broker.raw(kafka))
                .allSatisfy(raw ->
                        assertThat(raw.getReceivedAt()).isBefore(Instant.now().plusSeconds(1)));
    }

    @Test
    void unreadableRequestsAreRefused() throws Exception {
        assertAnswer(sender.post(AUDIT, ""), 400, "empty");
        assertAnswer(sender.post(AUDIT, " \n"), 400, "empty");
        assertAnswer(sender.post(AUDIT, "hello"), 400, "parse");
        assertAnswer(sender.post(AUDIT, "{\"kind\":\"PodList\",\"items\":[{}]}"), 400, "schema");
        assertAnswer(sender.post(AUDIT, HEAD + "]}"), 200, "\"accepted\":0");
        assertAnswer(sender.post("/v1/kubernetes/audit", "{}"), 404, "not-found");
        assertAnswer(sender.post("/v2/logs", "{}"), 404, "not-found");
        assertAnswer(sender.post(AUDIT, "{}", "Content-Encoding", "zstd"), 415, "encoding");
        assertAnswer(sender.post(AUDIT, "{}", "Content-Type", "image/png"), 415, "content-type");
        assertAnswer(sender.post(AUDIT, "{}", "Content-Type", "nonsense"), 415, "content-type");
        assertAnswer(sender.post("/v1/kubernetes/audit/a%20b", "{}"), 400, "name");
        assertThat(Broker.raw(kafka)).isEmpty();
        assertThat(Broker.deadLetters(kafka)).isEmpty();
    }

    @Test
    void gzipWithinBoundsOnly() throws Exception {
        byte[] body = (HEAD + item("a") + "]}").getBytes(StandardCharsets.UTF_8);
        assertAnswer(sender.post(AUDIT, Gzip.compress(body), "Content-Encoding", "gzip"), 200, "\"accepted\":1");
        byte[] bomb = Gzip.bomb(body, 300);
        assertAnswer(sender.post(AUDIT, bomb, "Content-Encoding", "gzip"), 200, "\"accepted\":1");
        byte[] blank = Gzip.bomb(" ".getBytes(StandardCharsets.UTF_8), 300);
        assertAnswer(sender.post(AUDIT, blank, "Content-Encoding", "gzip"), 413, "too-large");
        assertThat(Broker.raw(kafka)).as("what stood before the bound").hasSize(2);
        assertThat(Broker.deadLetters(kafka)).singleElement().satisfies(rest -> {
            assertThat(rest.getCode()).isEqualTo(DeadLetterCode.LIMIT.code());
            assertThat(rest.getMessage()).startsWith("what follows was not read");
        });
        byte[] cut = Gzip.compress(body);
        assertAnswer(sender.post(AUDIT, Arrays.copyOf(cut, cut.length - 12), "Content-Encoding", "gzip"), 400, "parse");
        assertThat(Broker.raw(kafka)).hasSize(2);
    }

    @Test
    void bodyLargerThanAllowedIsRefusedOrCut() throws Exception {
        byte[] body = (HEAD + (item("a") + ",").repeat(40_000) + "]}").getBytes(StandardCharsets.UTF_8);
        try (IngestStage small = IngestStage.start(Configs.ingest("max-request-size: 1MiB"), kafka, METERS);
                Sender to = new Sender(small.uri())) {
            await().until(() -> small.health().ready());
            assertAnswer(to.post(AUDIT, body), 413, "too-large");
            assertThat(Broker.raw(kafka)).as("nothing of it was read").isEmpty();
            assertAnswer(to.post(AUDIT, Gzip.compress(body), "Content-Encoding", "gzip"), 200, "\"accepted\":");
            assertThat(Broker.deadLetters(kafka))
                    .extracting(letter -> letter.getCode())
                    .containsExactly(DeadLetterCode.LIMIT.code());
        }
    }

    @Test
    void senderThatStopsInTheMiddleGetsAnAnswer() throws Exception {
        try (IngestStage hasty = IngestStage.start(Configs.ingest("request-timeout: 1s"), kafka, METERS);
                Socket socket = new Socket(hasty.uri().getHost(), hasty.uri().getPort())) {
            await().until(() -> hasty.health().ready());
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + AUDIT + " HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{\"level\":")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            String answer = new String(in.readNBytes(12), StandardCharsets.US_ASCII);
            assertThat(answer).isEqualTo("HTTP/1.1 408");
        }
    }

    @Test
    void everyPartitionHasAHeartbeatEachSecond() {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(Broker.consume(kafka, Topic.RAW).stream()
                                .collect(Collectors.groupingBy(record -> record.partition(), Collectors.counting())))
                        .hasSize(3)
                        .allSatisfy((partition, count) -> assertThat(count).isGreaterThan(1)));
        assertThat(Broker.heartbeats(kafka))
                .allSatisfy(heartbeat -> assertThat(heartbeat.getCollector()).isEqualTo("one"));
    }

    @Test
    void recordedAuditLogPassesWhole() throws Exception {
        Path log = Corpus.assumePresent("captures/attack-a/audit.log");
        List<String> lines = Files.readAllLines(log);
        for (int from = 0; from < lines.size(); from += 400) {
            List<String> batch = lines.subList(from, Math.min(lines.size(), from + 400));
            assertAnswer(
                    sender.post(AUDIT, HEAD + String.join(",", batch) + "]}"),
                    200,
                    "\"accepted\":" + batch.size() + ",\"deadLettered\":0");
        }
        assertThat(Broker.raw(kafka)).extracting(Broker::payload).containsExactlyInAnyOrderElementsOf(lines);
        assertThat(ids().stream().distinct()).hasSize(lines.size());
    }

    @Test
    void withoutTlsAndTokensOnlyLoopbackIsListenedOn() {
        assertThatThrownBy(() -> IngestStage.start(Configs.ingest("host: 0.0.0.0"), kafka, METERS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tls-certificate")
                .hasMessageContaining("127.0.0.1");
        assertThatThrownBy(() -> IngestStage.start(
                        Configs.yaml(
                                io.fairlead.ingest.IngestConfig.class,
                                "port: " + stage.uri().getPort()),
                        kafka,
                        METERS))
                .isInstanceOf(IllegalStateException.class);
    }

    private List<String> ids() {
        return Broker.raw(kafka).stream().map(RawLog::getId).toList();
    }

    private static String item(String id) {
        return "{\"level\":\"Metadata\",\"auditID\":\"" + id + "\"}";
    }

    private static void assertAnswer(HttpResponse<String> answer, int status, String part) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(part).doesNotContain("Exception").doesNotContain("io.fairlead");
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("application/json");
    }
}
