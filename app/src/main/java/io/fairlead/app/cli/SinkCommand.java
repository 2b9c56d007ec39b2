// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.config.FairleadConfig;
import io.fairlead.schemas.stage.Stage;
import io.fairlead.sink.SinkStage;
import io.micrometer.core.instrument.MeterRegistry;
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
}
