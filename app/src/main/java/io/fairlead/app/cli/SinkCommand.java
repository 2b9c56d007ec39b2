// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.config.FairleadConfig;
import io.fairlead.schemas.kafka.Topic;
import io.fairlead.schemas.stage.Stage;
import io.fairlead.sink.SinkStage;
import io.fairlead.sink.elasticsearch.ElasticsearchSetup;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;

/** {@code fairlead sink}. */
@Command(
        name = "sink",
        description = "One stage: brings events and alerts of your Kafka to Elasticsearch and webhooks.",
        mixinStandardHelpOptions = true)
final class SinkCommand extends StageCommand {
    @Override
    Stage start(FairleadConfig config, MeterRegistry meters, Talk talk) {
        return SinkStage.start(config.sink(), config.kafka(), meters);
    }

    @Override
    Set<Topic> topics() {
        return EnumSet.of(Topic.EVENTS, Topic.ALERTS, Topic.DEAD_LETTER);
    }

    @Override
    Optional<String> fault(FairleadConfig config) {
        return ElasticsearchSetup.fault(config.sink().elasticsearch());
    }
}
