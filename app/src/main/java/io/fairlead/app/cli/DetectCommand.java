// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.detect.job.DetectStage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fairlead detect}. */
@Command(
        name = "detect",
        description = "One stage: judges the events of your Kafka by the published rules.",
        mixinStandardHelpOptions = true)
final class DetectCommand implements Callable<Integer> {
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
                (settings, meters) -> DetectStage.start(settings.detect(), settings.kafka(), meters));
    }
}
