// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Properties of Kafka's clients that lead nowhere, whatever broker there is. */
@Timeout(60)
final class KafkaCheckTest {
    @Test
    void aLoginThatIsSpokenOfAndNotThereIsMissed() {
        assertThat(fault(Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", "PLAIN")))
                .isEqualTo("kafka.properties says SASL_SSL and names no sasl.jaas.config: write the login there, as"
                        + " deploy/fairlead.yaml shows");
    }

    @Test
    void whatKafkasClientsSayOfAPropertyIsPassedOnFromItsBeginning() {
        assertThat(fault(Map.of(
                        "security.protocol",
                        "SASL_SSL",
                        "sasl.mechanism",
                        "PLAIN",
                        "sasl.jaas.config",
                        "no.such.Module required;")))
                .startsWith("kafka.bootstrap-servers or kafka.properties cannot be used: ")
                .contains("no.such.Module");
    }

    private static String fault(Map<String, String> properties) {
        KafkaConfig defaults = ConfigLoader.defaults(KafkaConfig.class);
        KafkaConfig config = new KafkaConfig(
                "127.0.0.1:9",
                defaults.topicPrefix(),
                defaults.partitions(),
                defaults.replicationFactor(),
                defaults.maxRecordSize(),
                properties);
        return KafkaCheck.fault(config, Set.of(Topic.RAW)).orElseThrow();
    }
}
