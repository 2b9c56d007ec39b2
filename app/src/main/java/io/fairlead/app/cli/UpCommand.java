// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.up.Addresses;
import io.fairlead.app.up.Pipeline;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fairlead up}. */
@Command(
        name = "up",
        description =
                "The whole pipeline in one process, with a Kafka broker and an Elasticsearch node of its own. Ctrl-C"
                        + " drains and stops it; data stays.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept; overrides data-directory of the configuration (default: ./data).")
    private @Nullable Path data;

    @Option(
            names = "--json",
            description = "When everything takes traffic, one line on standard output: {\"event\":\"ready\",...}.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        Talk talk = Talk.of(spec);
        StopSignal stop = StopSignal.install(talk);
        long from = System.nanoTime();
        talk.say("starting Kafka, Elasticsearch and the stages ...");
        Pipeline.Options options = new Pipeline.Options(config.file(), System.getenv(), Optional.ofNullable(data));
        try (Pipeline pipeline = Pipeline.start(options, talk::say)) {
            tell(pipeline.addresses(), talk, (System.nanoTime() - from) / 1e9);
            return Watch.untilStopped(pipeline::health, stop, talk);
        }
    }

    private void tell(Addresses addresses, Talk talk, double seconds) {
        talk.say(String.format(Locale.ROOT, "fairlead is up after %.1f s", seconds));
        talk.say("  send to        " + addresses.ingest() + "/v1/kubernetes/audit/CLUSTER, /v1/falco/CLUSTER,"
                + " /v1/logs/FORMAT");
        talk.say("  search         " + addresses.elasticsearch() + "  (logs-*, alerts in logs-fairlead.alerts-*)");
        talk.say("  kafka          " + addresses.kafka());
        talk.say("  metrics        " + addresses.metrics() + "/metrics, /health/live, /health/ready");
        talk.say("  data           " + addresses.data());
        talk.say("  stop           Ctrl-C");
        if (json) {
            Map<String, Object> ready = new LinkedHashMap<>();
            ready.put("event", "ready");
            ready.put("ingest", addresses.ingest().toString());
            ready.put("elasticsearch", addresses.elasticsearch().toString());
            ready.put("kafka", addresses.kafka());
            ready.put("metrics", addresses.metrics().toString());
            ready.put("data", addresses.data().toString());
            talk.result(ready);
        }
    }
}
