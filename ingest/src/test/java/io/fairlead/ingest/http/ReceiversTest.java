// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fairlead.ingest.Broker;
import io.fairlead.ingest.Configs;
import io.fairlead.ingest.IngestStage;
import io.fairlead.schemas.kafka.Topic;
import io.fairlead.schemas.record.DeadLetter;
import io.fairlead.schemas.record.RawLog;
import io.fairlead.testkit.Corpus;
import io.micrometer.core.instrument.Counter;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What receivers make of what senders mean. */
final class ReceiversTest extends Receiving {
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
    void reportIsOneRecordWhateverItIsWrittenIn() throws Exception {
        String xml = "<?xml version=\"1.0\"?>\n<bom>\n</bom>\n";
        HttpResponse<String> answer = sender.post("/v1/reports/cyclonedx", xml, "Content-Type", "application/xml");
        assertThat(answer.body()).isEqualTo("{\"accepted\":1,\"deadLettered\":0}");
        assertThat(Broker.raw(kafka)).singleElement().satisfies(raw -> {
            assertThat(raw.getFormat()).isEqualTo("cyclonedx");
            assertThat(Broker.payload(raw)).isEqualTo(xml);
        });
        assertAnswer(sender.post("/v1/reports/grype", "\n"), 400, "no record");
    }

    @Test
    void reportLongerThanARecordIsSeveral() throws Exception {
        String text = "x".repeat(1_000);
        String report = IntStream.range(0, 10_000)
                .mapToObj(i -> "{\"n\":" + i + ",\"text\":\"" + text + "\"}")
                .collect(Collectors.joining(",", "{\"matches\":[", "],\"source\":{\"type\":\"image\"}}"));
        HttpResponse<String> answer = sender.post("/v1/reports/grype", report);
        assertThat(answer.body()).isEqualTo("{\"accepted\":3,\"deadLettered\":0}");
        assertThat(Broker.raw(kafka))
                .extracting(Broker::payload)
                .allMatch(piece -> piece.startsWith("{\"matches\":[{\"n\":")
                        && piece.endsWith("],\"source\":{\"type\":\"image\"}}"));
        assertAnswer(sender.post("/v1/reports/popeye", report), 413, "not cut");
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
    void logsAreLinesOneJsonTextOrWhole() throws Exception {
        sender.post("/v1/logs/plain?cluster=c1", "a\nb\n", "Content-Type", "text/plain; charset=utf-8");
        sender.post("/v1/logs/json?cluster=c1", "{\"a\":1}\n{\"b\":2}\n", "Content-Type", "application/x-ndjson");
        sender.post("/v1/logs/json?cluster=c1", "[{\n\"c\":1},{\"d\":2}]", "Content-Type", "application/json");
        sender.post("/v1/logs/openscap.result?cluster=c1", "<a>\n<b/></a>\n", "Content-Type", "application/xml");
        assertThat(Broker.raw(kafka))
                .extracting(Broker::payload)
                .containsExactly("a", "b", "{\"a\":1}", "{\"b\":2}", "{\n\"c\":1}", "{\"d\":2}", "<a>\n<b/></a>\n");
        assertThat(Broker.raw(kafka))
                .allSatisfy(raw -> assertThat(raw.getOrigin().getCluster()).isEqualTo("c1"));
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
}
