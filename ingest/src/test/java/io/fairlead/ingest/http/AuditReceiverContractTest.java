// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.http;

import io.fairlead.ingest.Broker;
import io.fairlead.ingest.Configs;
import io.fairlead.ingest.IngestStage;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.record.DeadLetter;
import io.fairlead.schemas.record.RawLog;
import io.fairlead.testkit.ReceiverContract;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class AuditReceiverContractTest extends ReceiverContract {
    private static final String EVENT = "{\"level\":\"Metadata\",\"auditID\":\"%s\",\"stage\":\"ResponseComplete\"}";

    private final Broker broker;
    private final KafkaConfig kafka;
    private final IngestStage stage;

    AuditReceiverContractTest(@TempDir Path directory) {
        broker = new Broker(directory);
        kafka = broker.topics();
        stage = IngestStage.start(Configs.ingest(), kafka, new SimpleMeterRegistry());
    }

    @BeforeAll
    void awaitReady() {
        org.awaitility.Awaitility.await().until(() -> stage.health().ready());
    }

    @AfterAll
    void stop() {
        stage.close();
        broker.close();
    }

    @Override
    protected URI url() {
        return stage.uri().resolve("/v1/kubernetes/audit/prod");
    }

    @Override
    protected List<byte[]> validBodies() {
        String list = "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"metadata\":{},\"items\":["
                + EVENT.formatted("a") + "," + EVENT.formatted("b") + "]}";
        String bare = EVENT.formatted("c");
        String lines = EVENT.formatted("d") + "\n" + EVENT.formatted("e") + "\n";
        return Stream.of(list, bare, lines)
                .map(body -> body.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    protected List<RawLog> received() {
        return Broker.raw(kafka);
    }

    @Override
    protected List<DeadLetter> deadLetters() {
        return Broker.deadLetters(kafka);
    }
}
