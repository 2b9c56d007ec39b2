// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.config.FairleadConfig;
import io.fairlead.ingest.IngestStage;
import io.fairlead.schemas.kafka.Topic;
import io.fairlead.schemas.stage.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Command;

/** {@code fairlead ingest}. */
@Command(
        name = "ingest",
        description = "One stage: receives logs over HTTP and writes them to your Kafka.",
        mixinStandardHelpOptions = true)
final class IngestCommand extends StageCommand {
    @Override
    Stage start(FairleadConfig config, MeterRegistry meters, Talk talk) {
        return IngestStage.start(config.ingest(), config.kafka(), meters);
    }

    @Override
    Set<Topic> topics() {
        return EnumSet.of(Topic.RAW, Topic.DEAD_LETTER);
    }
}
