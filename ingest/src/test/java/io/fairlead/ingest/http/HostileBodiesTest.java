// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.ingest.Broker;
import io.fairlead.ingest.Configs;
import io.fairlead.ingest.IngestStage;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.record.DeadLetter;
import io.fairlead.testkit.Gzip;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** Bodies that are broken, too large, too deep or never end: an answer to the sender, and no lost neighbour. */
final class HostileBodiesTest extends Receiving {
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
}
