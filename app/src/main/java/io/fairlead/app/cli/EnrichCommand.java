// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.enrich.topology.EnrichStage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fairlead enrich}. */
@Command(
        name = "enrich",
        description = "One stage: turns raw records of your Kafka into redacted ECS events.",
        mixinStandardHelpOptions = true)
final class EnrichCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Override
    public Integer call() throws InterruptedException {
        return StageRun.of(
                config,
                Talk.of(spec),
                (settings, meters) -> EnrichStage.start(settings.enrich(), settings.kafka(), meters));
    }
}
