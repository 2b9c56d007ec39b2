// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.config.FairleadConfig;
import io.fairlead.app.config.RulesConfig.Publisher;
import io.fairlead.app.up.PublishingDetect;
import io.fairlead.detect.job.DetectStage;
import io.fairlead.schemas.kafka.Topic;
import io.fairlead.schemas.stage.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;

/** {@code fairlead detect}. */
@Command(
        name = "detect",
        description =
                "One stage: judges the events of your Kafka by the published rules. With rules.publisher: detect it"
                        + " publishes those of the configuration itself, and again whenever their files change.",
        mixinStandardHelpOptions = true)
final class DetectCommand extends StageCommand {
    @Override
    Stage start(FairleadConfig config, MeterRegistry meters, Talk talk) {
        if (config.rules().publisher() == Publisher.DETECT) {
            return PublishingDetect.start(config, meters, talk::say);
        }
        return DetectStage.start(config.detect(), config.kafka(), meters);
    }

    @Override
    Optional<Path> folder(FairleadConfig config) {
        return Optional.of(config.detect().checkpointDirectory());
    }

    @Override
    Set<Topic> topics() {
        return EnumSet.of(Topic.EVENTS, Topic.ALERTS, Topic.RULES, Topic.DEAD_LETTER);
    }
}
