// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.config.FairleadConfig;
import io.fairlead.app.kafka.KafkaSetup;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fairlead setup}. */
@Command(
        name = "setup",
        description = "Creates topics and templates and publishes the rules; what stands already is left alone.",
        mixinStandardHelpOptions = true)
final class SetupCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Override
    public Integer call() {
        Talk talk = Talk.of(spec);
        FairleadConfig settings = config.load(talk);
        KafkaSetup.apply(settings.kafka()).forEach(talk::result);
        return ExitCode.OK;
    }
}
