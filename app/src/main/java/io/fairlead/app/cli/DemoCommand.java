// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.demo.Demo;
import io.fairlead.app.demo.Demo.DemoOptions;
import io.fairlead.app.up.Addresses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fairlead demo}. */
@Command(
        name = "demo",
        description =
                "Starts a pipeline, plays a recorded attack on a cluster into it, and tells each alert as it lands.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Option(
            names = "--exit",
            description =
                    "End when everything has arrived: 0 only when every expected alert and every sent event is there"
                            + " exactly once and nothing besides.")
    private boolean exit;

    @Option(names = "--json", description = "A line {\"alert\":{...}} an alert on standard output.")
    private boolean json;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "15",
            description = "How many times faster than recorded (default: 15; 9 minutes in about 40 s).")
    private double speed = 15;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep everything here; default: a temporary folder, deleted at the end.")
    private @Nullable Path data;

    @Option(names = "--without", hidden = true, description = "Leave out the audit event of this number, from 0.")
    private @Nullable Integer without;

    @Option(names = "--benign-only", hidden = true, description = "Leave out the attack; no alert above low may come.")
    private boolean benignOnly;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Talk talk = Talk.of(spec);
        if (!(speed > 0) || speed > 1_000) {
            throw CommandFailure.usage("--speed takes a number above 0, at most 1000, not " + speed);
        }
        quiet();
        StopSignal stop = StopSignal.install(talk);
        talk.say("starting Kafka, Elasticsearch and the stages ...");
        DemoOptions options =
                new DemoOptions(Optional.ofNullable(data), speed, Optional.ofNullable(without), benignOnly);
        try (Demo demo = Demo.start(options, talk::say)) {
            Addresses addresses = demo.pipeline().addresses();
            talk.say("up; Elasticsearch " + addresses.elasticsearch() + ", webhook " + addresses.ingest() + ", Kafka "
                    + addresses.kafka() + ", metrics " + addresses.metrics() + "/metrics");
            List<String> faults = demo.play(
                    document -> {
                        if (json) {
                            talk.result(Map.of("alert", document));
                        }
                    },
                    stop::isAsked);
            if (stop.isAsked()) {
                return ExitCode.FAILED;
            }
            faults.forEach(fault -> talk.say("  " + fault));
            talk.say(faults.isEmpty() ? "everything arrived exactly once" : "the demonstration FAILED");
            if (!exit) {
                talk.say("look around: " + addresses.elasticsearch()
                        + "/logs-fairlead.alerts-*/_search?pretty - Ctrl-C ends"
                        + (data == null ? " and deletes it" : " it; data stays in " + data));
                Watch.untilStopped(() -> demo.pipeline().health(), stop, talk);
            }
            return faults.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    /** The alerts are the show; the stages speak up only when something is wrong. */
    private static void quiet() {
        if (System.getProperty("fairlead.log.level") == null) {
            Configurator.setLevel("io.fairlead", Level.WARN);
            // The broker's first transactions under load are tried again, and say so on both sides.
            Configurator.setLevel("kafka.server.ReplicaManager", Level.FATAL);
            Configurator.setLevel("org.apache.kafka.clients.producer.internals.Sender", Level.ERROR);
        }
    }
}
