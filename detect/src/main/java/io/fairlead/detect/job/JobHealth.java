// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job;

import io.fairlead.detect.job.cluster.RunningJob.Standing;
import io.fairlead.schemas.stage.Health;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.flink.api.common.JobStatus;

/**
 * What a job's standing means for readiness. Flink calls a job RUNNING that fails and restarts for ever, so completed
 * checkpoints are what counts: without new ones nothing that was judged is safe.
 */
final class JobHealth {
    private static final Duration LEAST_SILENCE = Duration.ofSeconds(30);
    private static final long LOOP_NANOS = Duration.ofMinutes(2).toNanos();
    private static final int LOOP_RESTARTS = 3;

    private final Duration silence;
    private final Deque<Long> restarts = new ArrayDeque<>();
    private long completed;
    private long completedAt;
    private long attempts = 1;

    /** Nanoseconds are those of a monotonic clock. */
    JobHealth(Duration checkpointInterval, long nowNanos) {
        Duration tenIntervals = checkpointInterval.multipliedBy(10);
        this.silence = tenIntervals.compareTo(LEAST_SILENCE) > 0 ? tenIntervals : LEAST_SILENCE;
        this.completedAt = nowNanos;
    }

    Health of(Standing standing, long nowNanos) {
        if (standing.completedCheckpoints() != completed) {
            completed = standing.completedCheckpoints();
            completedAt = nowNanos;
        }
        for (; attempts < standing.attempts(); attempts++) {
            restarts.addLast(nowNanos);
        }
        while (!restarts.isEmpty() && (nowNanos - restarts.peekFirst() > LOOP_NANOS || restarts.size() > 100)) {
            restarts.removeFirst();
        }
        String cause = standing.failure().map(failure -> " (" + failure + ")").orElse("");
        if (standing.status().isGloballyTerminalState()) {
            return Health.dead("the detect job ended: " + standing.status() + cause);
        } else if (standing.status() != JobStatus.RUNNING || !standing.working()) {
            return Health.notReady("the detect job is being restarted" + cause);
        } else if (restarts.size() >= LOOP_RESTARTS) {
            return Health.notReady("the detect job restarted " + restarts.size() + " times in two minutes" + cause);
        } else if (nowNanos - completedAt > silence.toNanos()) {
            return Health.notReady("no checkpoint of the detect job completed for "
                    + Duration.ofNanos(nowNanos - completedAt).toSeconds() + " s" + cause);
        }
        return Health.up();
    }
}
