// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job;

import io.fairlead.detect.job.checkpoint.CheckpointFolder;
import io.fairlead.detect.job.cluster.RunningJob;
import io.fairlead.detect.job.cluster.RunningJob.Standing;
import io.fairlead.detect.job.meter.JobMeters;
import io.fairlead.detect.job.meter.RuleFigures;
import io.fairlead.detect.job.rules.InForce;
import io.fairlead.detect.job.rules.RuleBook;
import io.fairlead.detect.match.text.GuardedRegex;
import io.fairlead.schemas.stage.Health;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the job once a second: hands its figures to the meters, its state to the health answer, and lets the checkpoints
 * of earlier runs go when there are enough new ones.
 */
final class JobWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobWatch.class);

    private final RunningJob job;
    private final CheckpointFolder folder;
    private final int retained;
    private final JobMeters meters;
    private final RuleBook rules;
    private final JobHealth judgement;
    private final Refusals refusals = new Refusals();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread made = new Thread(run, "detect-watch");
        made.setDaemon(true);
        return made;
    });
    private volatile Health health = Health.up();
    private String version = "";
    private List<String> brokenOff = List.of();
    private Map<Long, Long> lateHours = Map.of();
    private boolean cleaned;

    private JobWatch(RunningJob job, CheckpointFolder folder, DetectConfig config, JobMeters meters, RuleBook rules) {
        this.job = job;
        this.folder = folder;
        this.retained = config.retainedCheckpoints();
        this.meters = meters;
        this.rules = rules;
        this.judgement = new JobHealth(config.checkpointInterval(), System.nanoTime());
    }

    static JobWatch start(
            RunningJob job, CheckpointFolder folder, DetectConfig config, JobMeters meters, RuleBook rules) {
        JobWatch watch = new JobWatch(job, folder, config, meters, rules);
        ScheduledFuture<?> looking = watch.thread.scheduleWithFixedDelay(watch::look, 0, 1, TimeUnit.SECONDS);
        LOG.debug("watching job {}: {}", job.id(), looking);
        return watch;
    }

    Health health() {
        return health;
    }

    private void look() {
        try {
            Standing standing = job.standing();
            meters.cluster(standing.completedCheckpoints(), standing.lastCheckpointMillis(), standing.attempts() - 1);
            Health before = health;
            lookAtRules();
            health = warned(judgement.of(standing, System.nanoTime()));
            if (before.ready() != health.ready()) {
                LOG.warn("detect is {}", health.ready() ? "ready again" : "not ready: " + health.reasons());
            }
            if (!cleaned && standing.completedCheckpoints() >= retained) {
                cleaned = true;
                folder.removeAllBut(job.id());
            }
        } catch (RuntimeException e) {
            health = Health.notReady("the detect job cannot be looked at: " + e.getMessage());
        }
    }

    private void lookAtRules() {
        InForce set = rules.inForce(System.currentTimeMillis());
        RuleFigures.tell(meters, set);
        if (!set.version().equals(version)) {
            version = set.version();
            LOG.info("rule set {} is in force", version);
        }
        brokenOff = set.matcher().guarded().stream()
                .filter(expression -> expression.exceeded() > 0)
                .map(GuardedRegex::expression)
                .toList();
        Map<Long, Long> late = meters.lateHours();
        if (!late.keySet().equals(lateHours.keySet())) {
            LOG.warn(
                    "events came too late for correlations; a replay with more lateness makes up for the hours from {}",
                    late.keySet().stream().map(Instant::ofEpochMilli).toList());
        }
        lateHours = late;
    }

    /** What works and yet wants somebody to look. */
    private Health warned(Health judged) {
        List<String> warnings = new ArrayList<>(refusals.lately(meters.refused(), System.nanoTime()));
        brokenOff.forEach(expression -> warnings.add("the expression '" + expression
                + "' needed too many steps on some events, which it did not find: write it anew"));
        if (!rules.fault().isEmpty()) {
            warnings.add(rules.fault());
        }
        return judged.ready() && !warnings.isEmpty() ? new Health(true, true, warnings) : judged;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(1, TimeUnit.SECONDS)) {
                LOG.debug("the watch ends with the process");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
