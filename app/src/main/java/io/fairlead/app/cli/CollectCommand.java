// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.ingest.collect.CollectStage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fairlead collect}. */
@Command(
        name = "collect",
        description = "One stage: follows log files and writes their lines to your Kafka.",
        mixinStandardHelpOptions = true)
final class CollectCommand implements Callable<Integer> {
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
                (settings, meters) -> CollectStage.start(settings.collect(), settings.kafka(), meters));
    }
}
