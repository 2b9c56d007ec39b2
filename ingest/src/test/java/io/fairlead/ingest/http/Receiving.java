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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Receivers in front of a real broker, one of each for all tests of a class. */
@Timeout(60)
abstract class Receiving {
    static final String AUDIT = "/v1/kubernetes/audit/prod";
    static final String HEAD = "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"items\":[";
    static Broker broker;

    static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();
    static KafkaConfig kafka;
    static IngestStage stage;
    static Sender sender;

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

    static String item(String id) {
        return "{\"level\":\"Metadata\",\"auditID\":\"" + id + "\"}";
    }

    static void assertAnswer(HttpResponse<String> answer, int status, String part) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(part).doesNotContain("Exception").doesNotContain("io.fairlead");
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("application/json");
    }
}
