// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.embedded.EmbeddedKafka;
import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.schemas.config.DataSize;
import io.fairlead.schemas.kafka.KafkaConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker. */
final class KafkaSetupTest {
    @TempDir
    static Path data;

    private static EmbeddedKafka broker;

    @BeforeAll
    static void start() {
        broker = EmbeddedKafka.start(data);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void createsEveryTopicWithItsSettings() throws Exception {
        KafkaConfig kafka = kafka("first.", 3);
        List<TopicReport> reports = KafkaSetup.apply(kafka);
        assertThat(reports).allSatisfy(report -> assertThat(report.created()).isTrue());
        assertThat(reports)
                .extracting(TopicReport::topic)
                .containsExactly("first.raw", "first.events", "first.alerts", "first.rules", "first.dead-letter");
        assertThat(reports).extracting(TopicReport::partitions).containsExactly(3, 3, 3, 1, 3);
        assertThat(setting("first.raw", "retention.ms")).isEqualTo("259200000");
        assertThat(setting("first.raw", "segment.ms")).isEqualTo("3600000");
        assertThat(setting("first.rules", "cleanup.policy")).isEqualTo("compact");
        assertThat(setting("first.events", "max.message.bytes")).isEqualTo(String.valueOf(8 * 1024 * 1024 + 65_536));
    }

    @Test
    void secondTimeChangesNothingAndTellsDifferences() {
        KafkaSetup.apply(kafka("second.", 2));
        assertThat(KafkaSetup.apply(kafka("second.", 2))).allSatisfy(report -> {
            assertThat(report.created()).isFalse();
            assertThat(report.differences()).isEmpty();
        });
        KafkaConfig other = kafka("second.", 5);
        KafkaConfig smaller =
                new KafkaConfig(other.bootstrapServers(), "second.", 5, 1, new DataSize(1024), other.properties());
        TopicReport raw = KafkaSetup.apply(smaller).get(0);
        assertThat(raw.created()).isFalse();
        assertThat(raw.partitions()).isEqualTo(2);
        assertThat(raw.differences()).hasSize(2);
        assertThat(raw.differences().get(0)).isEqualTo("partitions 2, configured 5");
        assertThat(raw.differences().get(1)).startsWith("max.message.bytes");
    }

    private static KafkaConfig kafka(String prefix, int partitions) {
        KafkaConfig defaults = ConfigLoader.defaults(KafkaConfig.class);
        return new KafkaConfig(
                broker.bootstrapServers(), prefix, partitions, 1, defaults.maxRecordSize(), defaults.properties());
    }

    private static String setting(String topic, String key) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            Config config = Objects.requireNonNull(admin.describeConfigs(List.of(resource))
                    .all()
                    .get(30, TimeUnit.SECONDS)
                    .get(resource));
            return config.get(key).value();
        }
    }
}
