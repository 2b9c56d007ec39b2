// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.cluster;

import io.fairlead.detect.job.DetectException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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

    private final MiniCluster cluster;

    private LocalCluster(MiniCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Starts a cluster.
     *
     * @param settings Flink's settings
     * @param slots subtasks of an operator that may run at once
     */
    public static LocalCluster start(Configuration settings, int slots) {
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
        LocalCluster local = new LocalCluster(cluster);
        try {
            cluster.start();
            return local;
        } catch (Exception e) {
            local.close();
            throw new DetectException("Flink did not start in this process: " + e.getMessage(), e);
        }
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
