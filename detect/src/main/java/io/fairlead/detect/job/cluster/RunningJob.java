// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.cluster;

import io.fairlead.detect.job.DetectException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.jspecify.annotations.Nullable;

/** A job on a {@link LocalCluster}. */
public final class RunningJob {
    static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 50;

    final MiniCluster cluster;
    final JobID id;

    RunningJob(MiniCluster cluster, JobID id) {
        this.cluster = cluster;
        this.id = id;
    }

    /**
     * How the job stands.
     *
     * @param status Flink's word
     * @param working true when every subtask has its state and works (or has ended, in a bounded job)
     * @param failure the last failure of a subtask; empty when there was none
     * @param attempts how often the busiest subtask was started, from 1
     * @param completedCheckpoints since the job began
     * @param lastCheckpointMillis duration of the newest completed one
     */
    public record Standing(
            JobStatus status,
            boolean working,
            Optional<String> failure,
            long attempts,
            long completedCheckpoints,
            long lastCheckpointMillis) {}

    /** The job's id, which names the folder of its checkpoints. */
    public String id() {
        return id.toHexString();
    }

    /** How the job stands now. */
    public Standing standing() {
        AccessExecutionGraph graph = Answers.within(PATIENCE, cluster.getExecutionGraph(id));
        @Nullable ErrorInfo failure = graph.getFailureInfo();
        @Nullable CheckpointStatsSnapshot checkpoints = graph.getCheckpointStatsSnapshot();
        @Nullable
        CompletedCheckpointStats last =
                checkpoints == null ? null : checkpoints.getHistory().getLatestCompletedCheckpoint();
        return new Standing(
                graph.getState(),
                StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
                        .allMatch(subtask -> works(subtask.getExecutionState())),
                Optional.ofNullable(failure).map(RunningJob::firstLine),
                1
                        + StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
                                .mapToLong(subtask ->
                                        subtask.getCurrentExecutionAttempt().getAttemptNumber())
                                .max()
                                .orElse(0),
                checkpoints == null ? 0 : checkpoints.getCounts().getNumberOfCompletedCheckpoints(),
                last == null ? 0 : last.getEndToEndDuration());
    }

    /**
     * Waits until every subtask works.
     *
     * @return why it does not; empty when it does
     */
    public Optional<String> awaitWorking(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            Standing now = standing();
            if (now.failure().isPresent()) {
                return now.failure();
            } else if (now.working() && (now.status() == JobStatus.RUNNING || now.status() == JobStatus.FINISHED)) {
                return Optional.empty();
            } else if (now.status().isGloballyTerminalState()) {
                return Optional.of("the job ended: " + now.status());
            }
            pause();
        }
        return Optional.of("the job did not run within " + patience.toSeconds() + " s");
    }

    /** Takes one more checkpoint and waits for it. */
    public void checkpoint(Duration patience) {
        Answers.within(patience, cluster.triggerCheckpoint(id, CheckpointType.FULL));
    }

    /** Ends the job and waits until it has let go of everything; its checkpoints stay. */
    public void cancel(Duration patience) {
        if (!standing().status().isGloballyTerminalState()) {
            Answers.within(patience, cluster.cancelJob(id));
            long deadline = System.nanoTime() + patience.toNanos();
            while (!standing().status().isGloballyTerminalState() && System.nanoTime() < deadline) {
                pause();
            }
        }
    }

    private static boolean works(ExecutionState state) {
        return state == ExecutionState.RUNNING || state == ExecutionState.FINISHED;
    }

    private static String firstLine(ErrorInfo failure) {
        Throwable root = failure.getException().deserializeError(RunningJob.class.getClassLoader());
        for (int depth = 0; depth < 20 && root.getCause() != null; depth++) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DetectException("interrupted while waiting for Flink", e);
        }
    }
}
