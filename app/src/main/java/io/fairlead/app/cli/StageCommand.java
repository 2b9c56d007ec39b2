// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.config.FairleadConfig;
import io.fairlead.app.observe.HealthReport;
import io.fairlead.app.observe.Metrics;
import io.fairlead.app.observe.Observability;
import io.fairlead.app.start.DiskCheck;
import io.fairlead.app.start.KafkaCheck;
import io.fairlead.schemas.kafka.Topic;
import io.fairlead.schemas.stage.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that runs one stage, with its metrics and health, until it is told to stop. */
abstract class StageCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Mixin
    private final ConfigOption option = new ConfigOption();

    /** Starts the stage; words for people go to {@code talk}. */
    abstract Stage start(FairleadConfig config, MeterRegistry meters, Talk talk);

    /** The topics that it reads and writes. */
    abstract Set<Topic> topics();

    /** What is wrong beside Kafka and the disk, in one sentence, if anything is. */
    Optional<String> fault(FairleadConfig config) {
        return Optional.empty();
    }

    /** The folder that the stage writes to; empty when it writes to none. */
    Optional<Path> folder(FairleadConfig config) {
        return Optional.empty();
    }

    /** Starts, waits, drains; the exit code. */
    @Override
    public final Integer call() throws InterruptedException {
        Talk talk = Talk.of(spec);
        FairleadConfig config = option.load(talk);
        folder(config)
                .flatMap(folder -> DiskCheck.fault(folder, DiskCheck.LEAST))
                .or(() -> KafkaCheck.fault(config.kafka(), topics()))
                .or(() -> fault(config))
                .ifPresent(sentence -> {
                    throw CommandFailure.failed(name() + " does not start: " + sentence);
                });
        StopSignal stop = StopSignal.install(talk);
        List<Stage> running = Collections.synchronizedList(new ArrayList<>());
        try (Metrics metrics = new Metrics();
                Observability observability = Observability.start(
                        config.observability(), metrics, () -> HealthReport.of(List.copyOf(running)));
                Stage stage = start(config, metrics.registry(), talk)) {
            folder(config).ifPresent(metrics::watchDisk);
            running.add(stage);
            talk.say(stage.name() + " runs; metrics and health on " + observability.uri());
            return Watch.untilStopped(() -> HealthReport.of(List.copyOf(running)), stop, talk);
        }
    }

    private String name() {
        return spec.name();
    }
}
