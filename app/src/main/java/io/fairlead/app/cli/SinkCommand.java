// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.sink.SinkStage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fairlead sink}. */
@Command(
        name = "sink",
        description = "One stage: brings events and alerts of your Kafka to Elasticsearch and webhooks.",
        mixinStandardHelpOptions = true)
final class SinkCommand implements Callable<Integer> {
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
                (settings, meters) -> SinkStage.start(settings.sink(), settings.kafka(), meters));
    }
}
