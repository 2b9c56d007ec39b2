// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.app.kafka.KafkaSetup;
import io.fairlead.app.kafka.TopicReader;
import io.fairlead.embedded.EmbeddedKafka;
import io.fairlead.enrich.EnrichConfig;
import io.fairlead.enrich.topology.EnrichStage;
import io.fairlead.ingest.IngestConfig;
import io.fairlead.ingest.IngestStage;
import io.fairlead.schemas.codec.MalformedRecordException;
import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.record.Event;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tokens, certificates and keys are replaced as docs/operations.md says, on a real broker. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class RotationTest {
    @TempDir
    static Path folder;

    private static @Nullable EmbeddedKafka broker;
    private static KafkaConfig kafka;
    private static Path secrets;

    @BeforeAll
    static void start() throws Exception {
        secrets = folder.resolve("secrets");
        SecuredBroker.in(secrets);
        Files.writeString(secrets.resolve("token-old"), "the-old-token");
        Files.writeString(secrets.resolve("token-new"), "the-new-token");
        EmbeddedKafka started = EmbeddedKafka.start(folder.resolve("kafka"));
        broker = started;
        kafka = new BrokerAccess.Open().client("anybody", started.bootstrapServers());
        KafkaSetup.apply(kafka);
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void aTokenIsReplacedWithoutAMomentInWhichNoneIsTaken() throws Exception {
        try (IngestStage before = ingest("old")) {
            assertThat(status(before.uri(), "the-old-token")).isEqualTo(200);
            assertThat(status(before.uri(), "the-new-token")).isEqualTo(401);
        }
        try (IngestStage both = ingest("old", "new")) {
            assertThat(status(both.uri(), "the-old-token")).isEqualTo(200);
            assertThat(status(both.uri(), "the-new-token")).isEqualTo(200);
        }
        try (IngestStage after = ingest("new")) {
            assertThat(status(after.uri(), "the-old-token")).isEqualTo(401);
            assertThat(status(after.uri(), "the-new-token")).isEqualTo(200);
        }
    }

    @Test
    void aCertificateIsReplacedWithoutARestartAndSendersThatTrustTheAuthorityNoticeNothing() throws Exception {
        try (IngestStage stage = ingest("new")) {
            BigInteger before = serial(post(stage.uri(), "the-new-token"));
            for (String file : List.of("ingest_tls_certificate", "ingest_tls_key")) {
                Files.delete(secrets.resolve(file));
            }
            assertThat(serial(post(stage.uri(), "the-new-token"))).isEqualTo(before);
            SecuredBroker.in(secrets); // makes what is missing
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !serial(post(stage.uri(), "the-new-token")).equals(before));
        }
    }

    @Test
    void anEventKeepsItsIdWhenTheMacKeyIsReplaced() throws Exception {
        AuditLoad.Sent happening = AuditLoad.mixed(1, 2).getFirst();
        String batch = AuditLoad.eventList(List.of(happening));
        for (String key : List.of("the-first-key-of-all", "the-second-key-of-all")) {
            int known = events(happening).size();
            try (EnrichStage enrich = EnrichStage.start(enrich(key), kafka, new SimpleMeterRegistry());
                    IngestStage ingest = ingest("new")) {
                assertThat(post(ingest.uri(), "the-new-token", batch).statusCode())
                        .isEqualTo(200);
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> events(happening).size() > known);
                assertThat(enrich.health().live()).isTrue();
            }
        }
        List<Event> twice = events(happening);
        assertThat(twice).hasSize(2);
        assertThat(twice.getFirst().getId()).isEqualTo(twice.getLast().getId());
        assertThat(twice.getFirst().getRawMac()).isNotEqualTo(twice.getLast().getRawMac());
    }

    private static IngestStage ingest(String... tokens) throws IOException {
        StringBuilder yaml = new StringBuilder("port: 0\nhost: 127.0.0.1\ntls-reload: 100ms\ntls-certificate: "
                + secrets.resolve("ingest_tls_certificate") + "\ntls-key: " + secrets.resolve("ingest_tls_key")
                + "\ntokens:\n");
        for (String token : tokens) {
            yaml.append("  - {name: ").append(token).append(", secret: {file: ");
            yaml.append(secrets.resolve("token-" + token)).append("}}\n");
        }
        Path file = Files.writeString(folder.resolve("ingest.yaml"), yaml);
        IngestStage stage = IngestStage.start(
                ConfigLoader.load(IngestConfig.class, Optional.of(file), Map.of())
                        .value(),
                kafka,
                new SimpleMeterRegistry());
        await().atMost(Duration.ofSeconds(30)).until(() -> stage.health().ready());
        return stage;
    }

    private static EnrichConfig enrich(String key) {
        return ConfigLoader.load(
                        EnrichConfig.class,
                        Optional.empty(),
                        Map.of("FAIRLEAD_STATE_DIR", folder.resolve("enrich").toString(), "FAIRLEAD_MAC_KEY", key))
                .value();
    }

    private static int status(URI ingest, String token) throws Exception {
        return post(ingest, token).statusCode();
    }

    private static HttpResponse<String> post(URI ingest, String token) throws Exception {
        return post(ingest, token, AuditLoad.eventList(AuditLoad.mixed(1, 2)));
    }

    private static HttpResponse<String> post(URI ingest, String token, String body) throws Exception {
        try (HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build()) {
            return client.send(
                    HttpRequest.newBuilder(ingest.resolve("/v1/kubernetes/audit/e2e"))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .timeout(Duration.ofSeconds(30))
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static BigInteger serial(HttpResponse<String> answer) throws SSLPeerUnverifiedException {
        assertThat(answer.statusCode()).isEqualTo(200);
        return ((X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0]).getSerialNumber();
    }

    private static SSLContext trusting() throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(secrets.resolve("ca"))) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** What became of it; other tests send others. */
    private static List<Event> events(AuditLoad.Sent happening) {
        List<Event> events = new ArrayList<>();
        try (TopicReader reader = new TopicReader(kafka)) {
            reader.readAll("events", record -> {
                try {
                    if (RecordCodec.get().decode(record.value()) instanceof Event event
                            && event.toString().contains(happening.auditId())) {
                        events.add(event);
                    }
                } catch (MalformedRecordException e) {
                    throw new AssertionError(e);
                }
            });
        }
        return events;
    }
}
