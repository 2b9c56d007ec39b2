// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit.container;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.MountableFile;

/** A broker of Kafka's own image. Clients reach it through the listener PLAINTEXT, whatever protocol that is mapped to. */
public final class ContainedKafka implements AutoCloseable {
    private static final int READABLE = 0755;

    private final KafkaContainer container;

    private ContainedKafka(KafkaContainer container) {
        this.container = container;
    }

    /**
     * Starts a broker.
     *
     * @param settings broker settings by their Kafka names, as an embedded broker takes them
     * @param secrets folder that they name files of; it has the same name in the container
     */
    public static ContainedKafka start(Map<String, String> settings, Path secrets) {
        KafkaContainer container = new KafkaContainer(Images.KAFKA)
                .withEnv(environment(settings))
                .withCopyFileToContainer(MountableFile.forHostPath(secrets.toString(), READABLE), secrets.toString());
        container.start();
        return new ContainedKafka(container);
    }

    /** Where clients start from. */
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public void close() {
        container.stop();
    }

    /**
     * The image takes {@code a.setting} as {@code KAFKA_A_SETTING}. Between brokers a listener of the container is used
     * that nobody else reaches, so it needs no login.
     */
    static Map<String, String> environment(Map<String, String> settings) {
        Map<String, String> environment = new TreeMap<>();
        settings.forEach((name, value) -> environment.put(variable(name), value));
        environment.computeIfPresent("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", (name, map) -> map + ",BROKER:PLAINTEXT");
        return environment;
    }

    private static String variable(String name) {
        return "KAFKA_"
                + name.toUpperCase(Locale.ROOT)
                        .replace("_", "__")
                        .replace("-", "___")
                        .replace('.', '_');
    }
}
