// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job;

import io.fairlead.detect.job.checkpoint.CheckpointFolder;
import io.fairlead.detect.job.cluster.LocalCluster;
import io.fairlead.detect.job.cluster.RunningJob;
import io.fairlead.detect.job.kafka.Gaps;
import io.fairlead.detect.job.kafka.TopicScan;
import io.fairlead.detect.job.meter.Meters;
import io.fairlead.detect.job.rules.PublishedRuleSet;
import io.fairlead.detect.job.rules.RuleBooks;
import io.fairlead.detect.job.rules.RuleSetSource;
import io.fairlead.detect.job.rules.RuleSource;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import io.fairlead.schemas.stage.Health;
import io.fairlead.schemas.stage.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The detect stage: the job of {@link DetectJob} on a Flink cluster inside this process.
 *
 * <p>Promise: every event on the topic is judged by the rule set that was in force at its receipt; a set that is published
 * while the stage runs is compiled aside and takes over without a restart. The job goes on
 * from its newest checkpoint that can be read; after a kill -9 no alert is lost, and one that is written a second time has
 * the same id. It breaks when events expire on their topic before they are judged (counted in
 * {@code fairlead.detect.expired}, an error in the log at the start). A stage whose job restarts again and again, or completes no
 * checkpoints, says that it is not ready.
 */
public final class DetectStage implements Stage {
    private static final Logger LOG = LoggerFactory.getLogger(DetectStage.class);
    private static final Duration LAST_CHECKPOINT = Duration.ofSeconds(5);
    private static final Duration CANCEL = Duration.ofSeconds(5);

    private final CheckpointFolder folder;
    private final LocalCluster cluster;
    private final RunningJob job;
    private final JobWatch watch;
    private final String meterKey;
    private final RuleBooks.Hold rules;
    private final AtomicBoolean closed = new AtomicBoolean();

    private DetectStage(
            CheckpointFolder folder,
            LocalCluster cluster,
            RunningJob job,
            JobWatch watch,
            String meterKey,
            RuleBooks.Hold rules) {
        this.folder = folder;
        this.cluster = cluster;
        this.job = job;
        this.watch = watch;
        this.meterKey = meterKey;
        this.rules = rules;
    }

    /**
     * Starts the stage; returns when the job judges.
     *
     * @throws DetectException with one sentence when Kafka does not answer, no rule set was published, the checkpoint
     *     folder is in use, or no checkpoint in it can be restored
     */
    public static DetectStage start(DetectConfig config, KafkaConfig kafka, MeterRegistry registry) {
        CheckpointFolder folder = CheckpointFolder.open(config.checkpointDirectory());
        String meterKey = Meters.register(registry, Meters.PREFIX);
        @Nullable LocalCluster cluster = null;
        RuleBooks.@Nullable Hold rules = null;
        try {
            rules = rules(kafka);
            int partitions = new TopicScan(kafka, Topic.EVENTS).partitionCount();
            Meters.of(meterKey).expired(Gaps.tell(kafka, config.group()));
            cluster = LocalCluster.start(JobSettings.local(config, folder.path()), config.parallelism());
            JobPlan plan = JobPlan.live(RuleSource.live(kafka), partitions, meterKey);
            RunningJob job = new Launch(config, kafka, folder, cluster).start(plan);
            JobWatch watch = JobWatch.start(job, folder, config, Meters.of(meterKey), rules.book());
            return new DetectStage(folder, cluster, job, watch, meterKey, rules);
        } catch (RuntimeException e) {
            if (cluster != null) {
                cluster.close();
            }
            if (rules != null) {
                rules.close();
            }
            Meters.release(meterKey);
            folder.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return "detect";
    }

    @Override
    public Health health() {
        return closed.get() ? Health.notReady("the detect stage is stopped") : watch.health();
    }

    /** Version of the rule set in force for what is received now. */
    public String ruleSet() {
        return rules.book().versionAt(System.currentTimeMillis());
    }

    /** The rule set last published, in force or soon. */
    public PublishedRuleSet newestRules() {
        return rules.book().timeline().newest();
    }

    /**
     * When events came too late for correlations: start of the hour of their receipt, in milliseconds since the epoch, to
     * their number. A replay over these hours with more lateness allowed makes up for them.
     */
    public Map<Long, Long> lateHours() {
        return Meters.of(meterKey).lateHours();
    }

    /** Takes a last checkpoint, then stops. What comes after that checkpoint is judged at the next start. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        watch.close();
        try {
            job.checkpoint(LAST_CHECKPOINT);
        } catch (DetectException e) {
            LOG.warn("no last checkpoint ({}); the next start goes on from the one before", e.getMessage());
        }
        stop();
    }

    /** Stops without a last checkpoint, as a crash would. */
    void abort() {
        if (closed.compareAndSet(false, true)) {
            watch.close();
            stop();
        }
    }

    private void stop() {
        try {
            job.cancel(CANCEL);
        } catch (DetectException e) {
            LOG.warn("the job did not end cleanly: {}", e.getMessage());
        }
        cluster.close();
        rules.close();
        Meters.release(meterKey);
        folder.close();
    }

    private static RuleBooks.Hold rules(KafkaConfig kafka) {
        if (RuleSetSource.read(kafka).isEmpty()) {
            throw DetectException.withoutRules(kafka);
        }
        return RuleBooks.open(RuleSource.live(kafka));
    }
}
