// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.cluster;

import io.fairlead.detect.job.DetectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Flink cluster inside this process: one manager, one worker with a slot for each subtask, REST on a free loopback
 * port. Started by hand rather than by Flink's local environment, because only so can a job be tried on one checkpoint
 * and then on the one before, and be watched by its completed checkpoints.
 */
public final class LocalCluster implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalCluster.class);
    private static final long CLOSE_SECONDS = 10;
    private static final List<Duration> START_PATIENCE =
            List.of(Duration.ofSeconds(20), Duration.ofSeconds(40), Duration.ofSeconds(60));

    private final MiniCluster cluster;

    private LocalCluster(MiniCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Starts a cluster. Flink's start waits for its actors without a bound, and now and then one of them never answers: a
     * start that takes too long goes on beside another one, and the first that is done is the cluster.
     *
     * @param settings Flink's settings
     * @param slots subtasks of an operator that may run at once
     */
    public static LocalCluster start(Configuration settings, int slots) {
        SteadyMiniCluster.settleDispatchers();
        MiniClusterConfiguration configuration = new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build();
        CompletableFuture<MiniCluster> first = new CompletableFuture<>();
        for (Duration patience : START_PATIENCE) {
            attempt(new SteadyMiniCluster(configuration), first);
            try {
                return new LocalCluster(first.get(patience.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException slow) {
                LOG.warn("Flink's cluster in this process did not start within {} s", patience.toSeconds());
            } catch (ExecutionException e) {
                Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
                throw new DetectException("Flink did not start in this process: " + cause.getMessage(), cause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DetectException("interrupted while Flink starts in this process", e);
            }
        }
        throw new DetectException("Flink did not start in this process in " + START_PATIENCE.size()
                + " attempts; a restart of the process may help");
    }

    /**
     * Starts this cluster and offers it as the first one; closes it when it came too late or did not start. It counts as
     * started when its managers answer: one that is closed while they still begin never ends, and holds a thread of the
     * common pool, without which no other cluster of this process starts.
     */
    private static void attempt(MiniCluster cluster, CompletableFuture<MiniCluster> first) {
        Thread.ofPlatform().daemon().name("flink-start").start(() -> {
            try {
                cluster.start();
                cluster.requestClusterOverview().join();
                if (!first.complete(cluster)) {
                    new LocalCluster(cluster).close();
                }
            } catch (Exception e) {
                new LocalCluster(cluster).close();
                first.completeExceptionally(e);
            }
        });
    }

    /** Submits a job, from a checkpoint where one is given. The checkpoint stays ours: Flink does not delete it. */
    public RunningJob submit(StreamGraph graph, Optional<Path> checkpoint) {
        JobGraph job = graph.getJobGraph();
        checkpoint.ifPresent(folder -> job.setSavepointRestoreSettings(
                SavepointRestoreSettings.forPath(folder.toUri().toString(), true, RecoveryClaimMode.NO_CLAIM)));
        RunningJob running = new RunningJob(cluster, job.getJobID());
        Answers.within(RunningJob.PATIENCE, cluster.submitJob(job));
        return running;
    }

    @Override
    public void close() {
        try {
            cluster.closeAsync().get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("Flink did not stop cleanly: {}", String.valueOf(e));
        }
    }
}
