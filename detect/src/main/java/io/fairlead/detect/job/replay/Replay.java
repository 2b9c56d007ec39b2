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
import io.fairlead.detect.job.rules.RuleSource;
import io.fairlead.detect.job.rules.RuleTimeline;
import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
        AlertSpan span = new AlertSpan(config.from().toEpochMilli(), config.to().toEpochMilli());
        RuleTimeline all = rules(config, kafka);
        Duration margin = margin(all.within(span.from(), span.to()), detect);
        RuleTimeline rules = all.within(span.from() - margin.toMillis(), span.to() + margin.toMillis());
        Reach reach = Reach.of(kafka, config.from(), config.to(), margin);
        String meterKey = Meters.register(registry, "fairlead.replay.");
        try {
            JobMeters meters = Meters.of(meterKey);
            int partitions = reach.ends().size();
            JobPlan.Past past = new JobPlan.Past(config.replayId(), span, reach.starts(), reach.ends());
            JobPlan plan = new JobPlan(new RuleSource.Fixed(rules), partitions, meterKey, 0, Optional.of(past));
            if (reach.size() > 0) {
                BoundedRun.run(detect, kafka, plan, () -> listener.progress(meters.taken(), reach.size()));
            }
            listener.progress(reach.size(), reach.size());
            return Comparison.read(kafka, span, config.replayId())
                    .report(rules.at(span.to() - 1).version(), meters.judgedSoFar());
        } finally {
            Meters.release(meterKey);
        }
    }

    /** The files that were named, or else the sets that were in force. */
    private static RuleTimeline rules(ReplayConfig config, KafkaConfig kafka) {
        return config.rules()
                .map(files -> RuleTimeline.of(List.of(PublishedRuleSet.of(files))))
                .or(() -> RuleSetSource.timeline(kafka))
                .orElseThrow(() -> new DetectException("No rule set has been published on topic "
                        + kafka.topic(Topic.RULES) + "; publish one with 'fairlead setup', or name rule files."));
    }

    private static Duration margin(RuleTimeline rules, DetectConfig detect) {
        Duration longest = Duration.ZERO;
        for (PublishedRuleSet set : rules.sets()) {
            Duration span = longest(RuleSetCompiler.standard().compile(set.files()));
            longest = span.compareTo(longest) > 0 ? span : longest;
        }
        // After an alert a group rests for one timespan: whether it rested at the start of the span depends on two.
        return longest.multipliedBy(2).plus(detect.lateness()).plusSeconds(2);
    }

    /** The longest way back from an alert to its first event: the timespans of a chain add up. */
    private static Duration longest(RuleSet set) {
        Map<String, Duration> reach = new HashMap<>();
        set.correlations().stream()
                .sorted(Comparator.comparingInt(CorrelationRule::depth))
                .forEach(rule -> reach.put(
                        rule.id(),
                        rule.timespan()
                                .plus(rule.ruleIds().stream()
                                        .map(id -> reach.getOrDefault(id, Duration.ZERO))
                                        .max(Comparator.naturalOrder())
                                        .orElse(Duration.ZERO))));
        // Half of a window of suppression: all of it is read once the margin is doubled, and no more than that is
        // needed.
        Stream<Duration> windows = Stream.concat(
                        set.rules().stream().map(DetectionRule::info),
                        set.correlations().stream().map(CorrelationRule::info))
                .flatMap(info -> info.suppression().stream())
                .map(suppression -> suppression.window().plusMillis(1).dividedBy(2));
        return Stream.concat(reach.values().stream(), windows)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }
}
