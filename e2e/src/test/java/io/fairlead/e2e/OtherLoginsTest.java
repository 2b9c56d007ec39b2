// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.app.kafka.AclFile;
import io.fairlead.app.kafka.KafkaSetup;
import io.fairlead.app.start.KafkaCheck;
import io.fairlead.embedded.EmbeddedKafka;
import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Other ways into somebody's Kafka than a name and a password: certificates of clients, and tokens (OAuth). */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class OtherLoginsTest {
    private static final Map<String, String> AUTHORIZER = Map.of(
            "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "super.users", "User:kafka;User:ANONYMOUS",
            "allow.everyone.if.no.acl.found", "false");
    private static final String BEARER =
            "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required ";

    @TempDir
    private Path folder;

    @Test
    void aCertificateIsALogin() throws Exception {
        Path secrets = folder.resolve("secrets");
        SecuredBroker.in(secrets);
        Map<String, String> settings = new HashMap<>(AUTHORIZER);
        settings.putAll(Map.of(
                "listener.security.protocol.map", "PLAINTEXT:SSL,CONTROLLER:PLAINTEXT",
                "ssl.client.auth", "required",
                "ssl.principal.mapping.rules", "RULE:^CN=([a-z]+)$/$1/,DEFAULT",
                "ssl.keystore.type", "PEM",
                "ssl.keystore.location", secrets.resolve("kafka_tls").toString(),
                "ssl.truststore.type", "PEM",
                "ssl.truststore.location", secrets.resolve("ca").toString()));
        Path ingest = Files.writeString(
                secrets.resolve("ingest_tls"),
                Files.readString(secrets.resolve("ingest_tls_key"))
                        + Files.readString(secrets.resolve("ingest_tls_certificate")));
        try (EmbeddedKafka broker = EmbeddedKafka.start(folder.resolve("kafka"), settings)) {
            Map<String, String> trust = Map.of(
                    "security.protocol", "SSL",
                    "ssl.truststore.type", "PEM",
                    "ssl.truststore.location", secrets.resolve("ca").toString());
            permitted(client(broker, with(trust, secrets.resolve("kafka_tls"))), client(broker, with(trust, ingest)));
            assertThat(KafkaCheck.fault(client(broker, trust), Set.of(Topic.RAW))
                            .orElseThrow())
                    .as("no certificate")
                    .contains("does not let us in");
        }
    }

    @Test
    void aTokenIsALogin() throws Exception {
        Map<String, String> settings = new HashMap<>(AUTHORIZER);
        settings.putAll(Map.of(
                "listener.security.protocol.map", "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                "sasl.enabled.mechanisms", "OAUTHBEARER",
                "sasl.mechanism.inter.broker.protocol", "OAUTHBEARER",
                "listener.name.plaintext.oauthbearer.sasl.jaas.config",
                        BEARER + "unsecuredLoginStringClaim_sub=\"kafka\" unsecuredLoginListClaim_scope=\"|fairlead\""
                                + " unsecuredValidatorRequiredScope=\"fairlead\";"));
        try (EmbeddedKafka broker = EmbeddedKafka.start(folder.resolve("kafka"), settings)) {
            permitted(client(broker, token("kafka", "fairlead")), client(broker, token("ingest", "fairlead")));
            assertThat(KafkaCheck.fault(client(broker, token("ingest", "other")), Set.of(Topic.RAW))
                            .orElseThrow())
                    .as("a token for something else")
                    .contains("does not let us in");
        }
    }

    /** The administrator sets up and permits; ingest may then do what the file says, and no more. */
    private static void permitted(KafkaConfig admin, KafkaConfig ingest) throws IOException {
        KafkaSetup.apply(admin);
        KafkaSetup.allow(admin, AclFile.read(PipelineProcess.root().resolve("deploy/kafka/acls.txt")));
        assertThat(KafkaCheck.fault(ingest, Set.of(Topic.RAW, Topic.DEAD_LETTER)))
                .isEmpty();
        assertThat(KafkaCheck.fault(ingest, Set.of(Topic.EVENTS)).orElseThrow()).contains("may not use topic events");
    }

    private static Map<String, String> with(Map<String, String> trust, Path keyAndCertificate) {
        Map<String, String> properties = new HashMap<>(trust);
        properties.put("ssl.keystore.type", "PEM");
        properties.put("ssl.keystore.location", keyAndCertificate.toString());
        return properties;
    }

    private static Map<String, String> token(String name, String scope) {
        return Map.of(
                "security.protocol", "SASL_PLAINTEXT",
                "sasl.mechanism", "OAUTHBEARER",
                "sasl.jaas.config",
                        BEARER + "unsecuredLoginStringClaim_sub=\"" + name + "\" unsecuredLoginListClaim_scope=\"|"
                                + scope + "\";");
    }

    private static KafkaConfig client(EmbeddedKafka broker, Map<String, String> properties) {
        KafkaConfig defaults = ConfigLoader.defaults(KafkaConfig.class);
        return new KafkaConfig(
                broker.bootstrapServers(),
                "",
                defaults.partitions(),
                defaults.replicationFactor(),
                defaults.maxRecordSize(),
                properties);
    }
}
