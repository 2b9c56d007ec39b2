// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.replay;

import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.job.BoundedRun;
import io.fairlead.detect.job.DetectConfig;
import io.fairlead.detect.job.DetectException;
import io.fairlead.detect.job.JobPlan;
import io.fairlead.detect.job.judge.AlertSpan;
import io.fairlead.detect.job.meter.JobMeters;
import io.fairlead.detect.job.meter.Meters;
import io.fairlead.detect.job.rules.PublishedRuleSet;
import io.fairlead.detect.job.rules.RuleSetSource;
import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/**
 * Runs rules over the past of the topic {@code events} and compares what fires with what fired live.
 *
 * <p>Promise: the same graph as live, on the recorded clock, so the same rules over the same events give the same alerts.
 * The job reads the longest window and the lateness more on both sides of the span, so that windows at its ends are whole;
 * only alerts whose evidence was received within the span count. Nothing of live is touched: its own consumer group, its
 * own checkpoints, alerts marked with the replay's name.
 *
 * <p>It breaks at the end that the topic cannot show: windows that reach back past the earliest held record, and those
 * not yet decided at its newest.
 */
public final class Replay {
    private Replay() {}

    /**
     * Replays and waits until it is done.
     *
     * @param detect settings of live; parallelism and lateness are taken from here
     * @throws DetectException when the topic no longer holds {@code from}, when there is no rule set, or when the job fails
     */
    public static ReplayReport run(
            ReplayConfig config,
            DetectConfig detect,
            KafkaConfig kafka,
            MeterRegistry registry,
            ProgressListener listener) {
        PublishedRuleSet rules = rules(config, kafka);
        Reach reach = Reach.of(kafka, config.from(), config.to(), margin(rules, detect));
        AlertSpan span = new AlertSpan(config.from().toEpochMilli(), config.to().toEpochMilli());
        String meterKey = Meters.register(registry, "fairlead.replay.");
        try {
            JobMeters meters = Meters.of(meterKey);
            int partitions = reach.ends().size();
            JobPlan.Past past = new JobPlan.Past(config.replayId(), span, reach.starts(), reach.ends());
            JobPlan plan = new JobPlan(rules, partitions, meterKey, Optional.of(past));
            if (reach.size() > 0) {
                BoundedRun.run(detect, kafka, plan, () -> listener.progress(meters.taken(), reach.size()));
            }
            listener.progress(reach.size(), reach.size());
            return Comparison.read(kafka, span, config.replayId()).report(rules.version(), meters.judgedSoFar());
        } finally {
            Meters.release(meterKey);
        }
    }

    private static PublishedRuleSet rules(ReplayConfig config, KafkaConfig kafka) {
        return config.rules()
                .map(PublishedRuleSet::of)
                .or(() -> RuleSetSource.read(kafka))
                .orElseThrow(() -> new DetectException("No rule set has been published on topic "
                        + kafka.topic(Topic.RULES) + "; publish one with 'fairlead setup', or name rule files."));
    }

    private static Duration margin(PublishedRuleSet rules, DetectConfig detect) {
        RuleSet compiled = RuleSetCompiler.standard().compile(rules.files());
        Duration longest = compiled.correlations().stream()
                .map(CorrelationRule::timespan)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        // After an alert a group rests for one timespan: whether it rested at the start of the span depends on two.
        return longest.multipliedBy(2).plus(detect.lateness()).plusSeconds(2);
    }
}
