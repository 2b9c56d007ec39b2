// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.config;

import io.fairlead.schemas.config.Setting;
import io.fairlead.schemas.kafka.KafkaConfig;
import java.nio.file.Path;

/**
 * The configuration file: one section a stage.
 *
 * @param dataDirectory where {@code up} keeps everything
 * @param kafka the broker
 * @param observability metrics and health
 */
public record FairleadConfig(
        @Setting(
                doc = "Where `up` keeps the broker's logs, Elasticsearch's data, states and keys.",
                defaultValue = "data")
        Path dataDirectory,

        @Setting(doc = "Kafka, as every stage reaches it.") KafkaConfig kafka,

        @Setting(doc = "Metrics and health.") ObservabilityConfig observability) {}
