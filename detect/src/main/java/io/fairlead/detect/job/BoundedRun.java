// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job;

import io.fairlead.detect.job.cluster.LocalCluster;
import io.fairlead.detect.job.cluster.RunningJob;
import io.fairlead.detect.job.cluster.RunningJob.Standing;
import io.fairlead.schemas.kafka.KafkaConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the job over a bounded past to its end, on a cluster and with checkpoints of its own, and leaves nothing behind. */
public final class BoundedRun {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedRun.class);
    private static final Duration CANCEL = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 250;
    private static final int MOST_ATTEMPTS = 5;

    private BoundedRun() {}

    /**
     * Runs the plan and waits for its end.
     *
     * @param look called several times a second while it runs
     * @throws DetectException when the job fails again and again, or the wait is interrupted
     */
    public static void run(DetectConfig config, KafkaConfig kafka, JobPlan plan, Runnable look) {
        String name = plan.past().map(JobPlan.Past::replayId).orElseThrow();
        Path folder = config.checkpointDirectory()
                .toAbsolutePath()
                .normalize()
                .resolve("replays")
                .resolve(name);
        try (LocalCluster cluster = LocalCluster.start(JobSettings.local(config, folder), config.parallelism())) {
            RunningJob job = cluster.submit(
                    Launch.graph(config, kafka, plan, JobSettings.local(config, folder)), Optional.empty());
            await(job, look);
        } finally {
            remove(folder);
        }
    }

    private static void await(RunningJob job, Runnable look) {
        while (true) {
            Standing standing = job.standing();
            if (standing.status() == JobStatus.FINISHED) {
                return;
            }
            if (standing.status().isGloballyTerminalState() || standing.attempts() > MOST_ATTEMPTS) {
                job.cancel(CANCEL);
                throw new DetectException(
                        "The replay's job failed: " + standing.failure().orElse("no reason is known"));
            }
            look.run();
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DetectException("the replay was interrupted", e);
            }
        }
    }

    private static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("the replay's checkpoints in {} were not removed: {}", folder, e.getMessage());
        }
    }
}
