// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.ingest.Broker;
import io.fairlead.ingest.Configs;
import io.fairlead.ingest.IngestStage;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class KafkaAwayTest {
    private static final String AUDIT = "/v1/kubernetes/audit/prod";
    private static final String EVENT = "{\"level\":\"Metadata\",\"auditID\":\"%s\"}";

    @TempDir
    Path directory;

    @Test
    void senderIsToldToComeBackAndNothingAcceptedIsLost() throws Exception {
        try (Broker broker = new Broker(directory)) {
            KafkaConfig kafka = broker.topics();
            SimpleMeterRegistry meters = new SimpleMeterRegistry();
            try (IngestStage stage = IngestStage.start(
                            Configs.ingest("acknowledgement-timeout: 3s", "kafka-patience: 6s"), kafka, meters);
                    Sender sender = new Sender(stage.uri())) {
                await().until(() -> stage.health().ready());
                assertThat(sender.post(AUDIT, EVENT.formatted("before")).statusCode())
                        .isEqualTo(200);

                broker.kafka().stop();
                assertComeBack(sender, "during", Duration.ofSeconds(6));
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> !stage.health().ready());
                assertThat(stage.health().live()).isTrue();
                assertThat(stage.health().reasons())
                        .hasSize(1)
                        .first()
                        .asString()
                        .contains("Kafka");
                assertComeBack(sender, "later", Duration.ofSeconds(2));
                assertThat(meters.get("fairlead.ingest.unacknowledged").gauge().value())
                        .isLessThan(10);

                broker.kafka().resume();
                await().atMost(Duration.ofSeconds(40))
                        .until(() -> stage.health().ready());
                assertThat(sender.post(AUDIT, EVENT.formatted("during")).statusCode())
                        .isEqualTo(200);
                assertThat(sender.post(AUDIT, EVENT.formatted("later")).statusCode())
                        .isEqualTo(200);
            }
            assertThat(Broker.raw(kafka).stream().map(Broker::payload).distinct())
                    .containsExactlyInAnyOrder(
                            EVENT.formatted("before"), EVENT.formatted("during"), EVENT.formatted("later"));
            assertThat(Broker.keys(kafka).stream().distinct()).hasSize(3);
        }
    }

    private static void assertComeBack(Sender sender, String event, Duration within) throws Exception {
        long from = System.nanoTime();
        HttpResponse<String> answer = sender.post(AUDIT, EVENT.formatted(event));
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(within);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
        assertThat(answer.body()).contains("kafka-unavailable").doesNotContain("Exception");
    }
}
