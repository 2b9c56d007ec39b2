// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.config.FairleadConfig;
import io.fairlead.app.observe.HealthReport;
import io.fairlead.app.observe.Metrics;
import io.fairlead.app.observe.Observability;
import io.fairlead.schemas.stage.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;

/** Runs one stage with its metrics and health until it is told to stop. */
final class StageRun {
    private StageRun() {}

    /** Starts, waits, drains; the exit code. */
    static int of(ConfigOption option, Talk talk, BiFunction<FairleadConfig, MeterRegistry, Stage> start)
            throws InterruptedException {
        FairleadConfig config = option.load(talk);
        StopSignal stop = StopSignal.install(talk);
        List<Stage> running = Collections.synchronizedList(new ArrayList<>());
        try (Metrics metrics = new Metrics();
                Observability observability = Observability.start(
                        config.observability(), metrics, () -> HealthReport.of(List.copyOf(running)));
                Stage stage = start.apply(config, metrics.registry())) {
            running.add(stage);
            talk.say(stage.name() + " runs; metrics and health on " + observability.uri());
            return Watch.untilStopped(() -> HealthReport.of(List.copyOf(running)), stop, talk);
        }
    }
}
