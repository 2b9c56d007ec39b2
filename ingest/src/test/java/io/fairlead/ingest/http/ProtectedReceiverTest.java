// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import io.fairlead.ingest.Broker;
import io.fairlead.ingest.Configs;
import io.fairlead.ingest.IngestStage;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Over TLS, with tokens, on every address of the machine. */
@Timeout(60)
class ProtectedReceiverTest {
    private static final String AUDIT = "/v1/kubernetes/audit/prod";
    private static Path files;
    private static Broker broker;
    private static KafkaConfig kafka;
    private static IngestStage stage;
    private static ClientFactory clients;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        files = directory;
        Certificates.make(directory);
        Files.writeString(directory.resolve("prod"), "token-of-prod\n");
        Files.writeString(directory.resolve("two"), "token-of-two\n");
        broker = new Broker(directory.resolve("kafka"));
        kafka = broker.topics();
        stage = IngestStage.start(
                Configs.ingest(
                        "host: 0.0.0.0",
                        "tls-certificate: " + directory.resolve("cert.pem"),
                        "tls-key: " + directory.resolve("key.pem"),
                        "tokens:",
                        "  - {name: prod-audit, secret: {file: " + directory.resolve("prod")
                                + "}, clusters: [prod], formats: [kubernetes.audit, plain]}",
                        "  - {name: two, secret: {file: " + directory.resolve("two") + "}, clusters: [a, b]}"),
                kafka,
                new SimpleMeterRegistry());
        clients = ClientFactory.builder().tlsNoVerify().build();
        await().until(() -> stage.health().ready());
    }

    @AfterAll
    static void stop() {
        clients.close();
        stage.close();
        broker.close();
    }

    @BeforeEach
    void forgetWhatStandsInTheTopics() {
        Broker.mark(kafka);
    }

    @Test
    void withoutAKnownTokenNothingIsTaken() {
        assertThat(stage.uri().getScheme()).isEqualTo("https");
        AggregatedHttpResponse answer = post(AUDIT, "");
        assertThat(answer.status().code()).isEqualTo(401);
        assertThat(answer.headers().get("www-authenticate")).isEqualTo("Bearer");
        assertThat(post(AUDIT, "Bearer token-of-prox").status().code()).isEqualTo(401);
        assertThat(Broker.raw(kafka)).isEmpty();
    }

    @Test
    void tokenIsForItsClustersAndFormats() {
        assertThat(post(AUDIT, "Bearer token-of-prod").status().code()).isEqualTo(200);
        assertThat(post("/v1/kubernetes/audit/a", "Bearer token-of-prod")
                        .status()
                        .code())
                .isEqualTo(403);
        assertThat(post("/v1/falco/prod", "Bearer token-of-prod").status().code())
                .isEqualTo(403);
        assertThat(post("/v1/logs/json?cluster=prod", "Bearer token-of-prod")
                        .status()
                        .code())
                .isEqualTo(403);
        assertThat(post("/v1/falco/b", "Bearer token-of-two").status().code()).isEqualTo(200);
        assertThat(Broker.raw(kafka))
                .extracting(raw -> raw.getOrigin().getCredential())
                .containsExactlyInAnyOrder("prod-audit", "two");
    }

    @Test
    void clusterComesFromATokenThatIsForOneOnly() {
        assertThat(post("/v1/logs/plain", "Bearer token-of-prod").status().code())
                .isEqualTo(200);
        assertThat(post("/v1/logs/plain", "Bearer token-of-two").status().code())
                .isEqualTo(403);
        assertThat(Broker.raw(kafka))
                .extracting(raw -> raw.getOrigin().getCluster())
                .containsExactly("prod");
    }

    @Test
    void tlsWithoutTokensIsNotEnough() {
        assertThatThrownBy(() -> IngestStage.start(
                        Configs.ingest(
                                "host: 0.0.0.0",
                                "tls-certificate: " + files.resolve("cert.pem"),
                                "tls-key: " + files.resolve("key.pem")),
                        kafka,
                        new SimpleMeterRegistry()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tokens");
    }

    @Test
    void unusableCertificateIsNamedAtTheStart() {
        assertThatThrownBy(() -> IngestStage.start(
                        Configs.ingest(
                                "tls-certificate: " + files.resolve("prod"), "tls-key: " + files.resolve("key.pem")),
                        kafka,
                        new SimpleMeterRegistry()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot receive on");
    }

    private static AggregatedHttpResponse post(String path, String authorization) {
        RequestHeadersBuilder headers = RequestHeaders.builder(HttpMethod.POST, path);
        if (!authorization.isEmpty()) {
            headers.add("authorization", authorization);
        }
        return WebClient.builder("https://127.0.0.1:" + stage.uri().getPort())
                .factory(clients)
                .build()
                .execute(headers.build(), "{\"a\":1}")
                .aggregate()
                .join();
    }
}
