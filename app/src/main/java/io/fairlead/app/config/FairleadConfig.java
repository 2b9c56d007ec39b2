// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.config;

import io.fairlead.detect.job.DetectConfig;
import io.fairlead.enrich.EnrichConfig;
import io.fairlead.ingest.IngestConfig;
import io.fairlead.ingest.collect.CollectConfig;
import io.fairlead.schemas.config.Setting;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.sink.SinkConfig;
import java.nio.file.Path;

/**
 * The configuration file: one section a stage.
 *
 * @param dataDirectory where {@code up} keeps everything
 * @param kafka the broker
 * @param ingest receivers
 * @param collect the collector of files
 * @param enrich meaning
 * @param detect the detection job
 * @param rules which rules are published
 * @param sink destinations
 * @param observability metrics and health
 */
public record FairleadConfig(
        @Setting(
                doc = "Where `up` keeps the broker's logs, Elasticsearch's data, states and keys.",
                defaultValue = "data")
        Path dataDirectory,

        @Setting(doc = "Kafka, as every stage reaches it. `up` starts a broker of its own instead.")
        KafkaConfig kafka,

        @Setting(doc = "Receivers: how senders reach the pipeline over HTTP.")
        IngestConfig ingest,

        @Setting(doc = "The collector: which files are followed.")
        CollectConfig collect,

        @Setting(doc = "What raw records mean: formats, redaction, documents.")
        EnrichConfig enrich,

        @Setting(doc = "The detection job.") DetectConfig detect,

        @Setting(doc = "Which rules are published, and by whom.")
        RulesConfig rules,

        @Setting(doc = "Where documents and alerts land.") SinkConfig sink,

        @Setting(doc = "Metrics and health.") ObservabilityConfig observability) {}
