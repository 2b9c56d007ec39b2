// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.config.FairleadConfig;
import io.fairlead.enrich.topology.EnrichStage;
import io.fairlead.schemas.kafka.Topic;
import io.fairlead.schemas.stage.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;

/** {@code fairlead enrich}. */
@Command(
        name = "enrich",
        description = "One stage: turns raw records of your Kafka into redacted ECS events.",
        mixinStandardHelpOptions = true)
final class EnrichCommand extends StageCommand {
    @Override
    Stage start(FairleadConfig config, MeterRegistry meters, Talk talk) {
        return EnrichStage.start(config.enrich(), config.kafka(), meters);
    }

    @Override
    Optional<Path> folder(FairleadConfig config) {
        return Optional.of(config.enrich().stateDir());
    }

    @Override
    Set<Topic> topics() {
        return EnumSet.of(Topic.RAW, Topic.EVENTS, Topic.DEAD_LETTER);
    }
}
