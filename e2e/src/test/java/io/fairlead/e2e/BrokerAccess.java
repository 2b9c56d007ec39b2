// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.schemas.kafka.KafkaConfig;
import java.io.IOException;
import java.util.Map;

/** How clients get into a broker that a test starts. */
interface BrokerAccess {
    /** What the broker is started with. */
    Map<String, String> brokerSettings();

    /** How this user reaches it. */
    KafkaConfig client(String user, String bootstrapServers);

    /** What the administrator does once topics are there. */
    void prepare(KafkaConfig admin) throws IOException;

    /** Everybody may do everything. */
    record Open() implements BrokerAccess {
        @Override
        public Map<String, String> brokerSettings() {
            return Map.of();
        }

        @Override
        public KafkaConfig client(String user, String bootstrapServers) {
            return ConfigLoader.defaults(KafkaConfig.class).withBootstrapServers(bootstrapServers);
        }

        @Override
        public void prepare(KafkaConfig admin) {
            // nothing to allow
        }
    }
}
