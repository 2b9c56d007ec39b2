// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.up;

import io.fairlead.app.config.FairleadConfig;
import io.fairlead.detect.job.DetectStage;
import io.fairlead.schemas.stage.Health;
import io.fairlead.schemas.stage.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The detect stage as the one that publishes the configured rules: when it starts, and whenever their files change.
 *
 * <p>Promise: it never undoes what another publishes. Where the rules on the topic are kept by another process that watches
 * files, it does not start; where another publishes while it runs, the set of the other stays in force, changes of the files
 * are not published, and the stage says that it is not ready, and why.
 */
public final class PublishingDetect implements Stage {
    private final DetectStage stage;
    private final RuleWatch watch;
    private final RuleTurns turns;

    private PublishingDetect(DetectStage stage, RuleWatch watch, RuleTurns turns) {
        this.stage = stage;
        this.watch = watch;
        this.turns = turns;
    }

    /**
     * Publishes the rules, starts the stage and watches the files.
     *
     * @throws IllegalStateException with one sentence when another process keeps the rules on the topic
     */
    public static PublishingDetect start(FairleadConfig config, MeterRegistry meters, Consumer<String> words) {
        RuleTurns turns = RuleTurns.take(config, words);
        DetectStage stage = DetectStage.start(config.detect(), config.kafka(), meters);
        turns.follow(stage::newestRules);
        RuleWatch watch = RuleWatch.start(
                () -> RulePublisher.files(config.rules()),
                turns.files(),
                turns::publish,
                config.rules().reload(),
                words);
        return new PublishingDetect(stage, watch, turns);
    }

    @Override
    public String name() {
        return stage.name();
    }

    @Override
    public Health health() {
        Health health = stage.health();
        return turns.conflict()
                .map(reason -> {
                    List<String> reasons = new ArrayList<>(health.reasons());
                    reasons.add(reason);
                    return new Health(health.live(), false, reasons);
                })
                .orElse(health);
    }

    @Override
    public void close() {
        watch.close();
        stage.close();
    }
}
