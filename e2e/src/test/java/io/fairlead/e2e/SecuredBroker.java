// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import io.fairlead.app.config.ConfigFile;
import io.fairlead.app.kafka.AclFile;
import io.fairlead.app.kafka.KafkaSetup;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.testkit.container.DeploySecrets;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The broker of docker-compose.yml: TLS, a name and password for each stage, and permissions, all by the files in
 * {@code deploy/}. Only addresses and folders are this machine's.
 */
final class SecuredBroker implements BrokerAccess {
    private static final Path DEPLOY = PipelineProcess.root().resolve("deploy");
    private static final String IN_CONTAINER = "/run/secrets";

    private final Path secrets;

    private SecuredBroker(Path secrets) {
        this.secrets = secrets;
    }

    /** Makes secrets in this folder as a platform engineer does. */
    static SecuredBroker in(Path secrets) throws IOException, InterruptedException {
        DeploySecrets.make(secrets);
        return new SecuredBroker(secrets);
    }

    @Override
    public Map<String, String> brokerSettings() {
        Properties file = new Properties();
        try (Reader in = Files.newBufferedReader(DEPLOY.resolve("kafka/server.properties"), StandardCharsets.UTF_8)) {
            file.load(in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        Map<String, String> settings = new HashMap<>();
        file.stringPropertyNames().forEach(name -> settings.put(name, here(file.getProperty(name))));
        // the embedded broker chooses its own addresses and folders, and calls the clients' listener PLAINTEXT
        settings.keySet()
                .removeIf(name -> name.contains("listeners")
                        || name.equals("log.dirs")
                        || name.equals("controller.quorum.voters")
                        || name.equals("inter.broker.listener.name"));
        settings.put("listener.security.protocol.map", "PLAINTEXT:SASL_SSL,CONTROLLER:PLAINTEXT");
        settings.put(
                "listener.name.plaintext.plain.sasl.jaas.config",
                settings.remove("listener.name.clients.plain.sasl.jaas.config"));
        return settings;
    }

    @Override
    public KafkaConfig client(String user, String bootstrapServers) {
        KafkaConfig file = ConfigFile.load(
                        Optional.of(configuration()),
                        Map.of("FAIRLEAD_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers),
                        warning -> {})
                .kafka();
        return with(file, properties(file, user));
    }

    /** A user who is known, with a password that is not his. */
    KafkaConfig stranger(String bootstrapServers) {
        KafkaConfig known = client("ingest", bootstrapServers);
        Map<String, String> properties = new LinkedHashMap<>(known.properties());
        properties.compute(
                "sasl.jaas.config", (key, value) -> String.valueOf(value).replace("kafka_ingest", "kafka_sink"));
        return with(known, properties);
    }

    /** Who trusts the broker and has no name. */
    KafkaConfig withoutLogin(String bootstrapServers) {
        KafkaConfig known = client("ingest", bootstrapServers);
        Map<String, String> properties = new LinkedHashMap<>(known.properties());
        properties.keySet().removeIf(name -> name.startsWith("sasl."));
        properties.put("security.protocol", "SSL");
        return with(known, properties);
    }

    @Override
    public void prepare(KafkaConfig admin) throws IOException {
        KafkaSetup.allow(admin, AclFile.read(DEPLOY.resolve("kafka/acls.txt")));
    }

    /** The stages' configuration, with the secrets of this machine. */
    private Path configuration() {
        try {
            String text = Files.readString(DEPLOY.resolve("fairlead.yaml"), StandardCharsets.UTF_8);
            return Files.writeString(secrets.resolve("fairlead.yaml"), here(text), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Map<String, String> properties(KafkaConfig file, String user) {
        Map<String, String> properties = new LinkedHashMap<>();
        file.properties()
                .forEach((name, value) -> properties.put(
                        name,
                        value
                                // a container has one user and one password; this process plays all of them
                                .replace("${env:KAFKA_USER}", user)
                                .replace(":kafka_password}", ":kafka_" + user + "}")));
        return properties;
    }

    private String here(String value) {
        return value.replace(IN_CONTAINER, secrets.toString());
    }

    private static KafkaConfig with(KafkaConfig config, Map<String, String> properties) {
        return new KafkaConfig(
                config.bootstrapServers(),
                config.topicPrefix(),
                config.partitions(),
                config.replicationFactor(),
                config.maxRecordSize(),
                properties);
    }
}
