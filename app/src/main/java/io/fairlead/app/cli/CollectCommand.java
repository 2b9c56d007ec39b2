// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.config.FairleadConfig;
import io.fairlead.ingest.collect.CollectStage;
import io.fairlead.schemas.kafka.Topic;
import io.fairlead.schemas.stage.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;

/** {@code fairlead collect}. */
@Command(
        name = "collect",
        description = "One stage: follows log files and writes their lines to your Kafka.",
        mixinStandardHelpOptions = true)
final class CollectCommand extends StageCommand {
    @Override
    Stage start(FairleadConfig config, MeterRegistry meters, Talk talk) {
        return CollectStage.start(config.collect(), config.kafka(), meters);
    }

    @Override
    Optional<Path> folder(FairleadConfig config) {
        return Optional.of(config.collect().positions());
    }

    @Override
    Set<Topic> topics() {
        return EnumSet.of(Topic.RAW, Topic.DEAD_LETTER);
    }
}
