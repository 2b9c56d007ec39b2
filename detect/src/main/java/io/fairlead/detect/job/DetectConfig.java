// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job;

import io.fairlead.schemas.config.Setting;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Settings of the detect stage.
 *
 * @param instance names the instance: its consumer group is {@code fairlead-detect-<instance>}
 * @param parallelism subtasks of each operator; the source has at most one for each partition of {@code events}
 * @param lateness how far behind the newest receipt of its partition an event's own time may lie
 * @param checkpointInterval time between checkpoints
 * @param checkpointDirectory where checkpoints lie; belongs to this instance alone
 * @param retainedCheckpoints how many completed checkpoints are kept to fall back to
 * @param bufferTimeout longest wait of a record in a buffer between two operators
 * @param maxGroups most groups a correlation may hold open in each subtask
 * @param duplicateHorizon how long an alert's id is remembered, on the recorded clock
 * @param maxRememberedAlerts most alert ids remembered
 * @param startTimeout longest wait for the job to run
 */
public record DetectConfig(
        @Setting(
                doc = "Names the instance; its consumer group is fairlead-detect-<instance>.",
                defaultValue = "default")
        String instance,

        @Setting(doc = "Subtasks of each operator of the job.", defaultValue = "1", min = 1, max = 1024)
        int parallelism,

        @Setting(
                doc = "How far an event's own time may lie behind the newest receipt in its partition; later ones run"
                        + " stateless rules only and are counted.",
                defaultValue = "10s")
        Duration lateness,

        @Setting(doc = "Time between checkpoints.", defaultValue = "1s")
        Duration checkpointInterval,

        @Setting(doc = "Folder of the checkpoints, for this instance alone.", defaultValue = "data/detect/checkpoints")
        Path checkpointDirectory,

        @Setting(
                doc = "Completed checkpoints that are kept: when the newest cannot be read, the one before is used.",
                defaultValue = "3",
                min = 1,
                max = 100)
        int retainedCheckpoints,

        @Setting(doc = "Longest wait of a record in a buffer between two operators.", defaultValue = "5ms")
        Duration bufferTimeout,

        @Setting(
                doc = "Most groups one correlation may hold open in each subtask; events of further groups are counted,"
                        + " not correlated, until others close.",
                defaultValue = "100000",
                min = 1)
        int maxGroups,

        @Setting(
                doc = "How long an alert's id is remembered, so that a resent event gives no second alert.",
                defaultValue = "24h")
        Duration duplicateHorizon,

        @Setting(
                doc = "Most alert ids remembered; past it the oldest are forgotten, and a second alert would be"
                        + " recognised by its id in the sink.",
                defaultValue = "200000",
                min = 1024)
        int maxRememberedAlerts,

        @Setting(doc = "Longest wait for the job to run when the stage starts.", defaultValue = "60s")
        Duration startTimeout) {

    public DetectConfig {
        if (!instance.matches("[A-Za-z0-9._-]{1,100}")) {
            throw new IllegalArgumentException(
                    "instance takes 1 to 100 letters, digits, dots, dashes and underscores, not '" + instance + "'");
        }
        if (lateness.isNegative()) {
            throw new IllegalArgumentException("lateness is not negative: " + lateness);
        }
        positive("checkpoint-interval", checkpointInterval);
        positive("buffer-timeout", bufferTimeout);
        positive("duplicate-horizon", duplicateHorizon);
        positive("start-timeout", startTimeout);
    }

    private static void positive(String key, Duration value) {
        if (value.toMillis() <= 0) {
            throw new IllegalArgumentException(key + " is at least one millisecond, not " + value);
        }
    }

    /** The consumer group of the live job. */
    public String group() {
        return "fairlead-detect-" + instance;
    }

    /** The same settings with checkpoints elsewhere. */
    public DetectConfig withCheckpointDirectory(Path directory) {
        return with(parallelism, directory);
    }

    /** The same settings with another number of subtasks. */
    DetectConfig withParallelism(int subtasks) {
        return with(subtasks, checkpointDirectory);
    }

    private DetectConfig with(int subtasks, Path directory) {
        return new DetectConfig(
                instance,
                subtasks,
                lateness,
                checkpointInterval,
                directory,
                retainedCheckpoints,
                bufferTimeout,
                maxGroups,
                duplicateHorizon,
                maxRememberedAlerts,
                startTimeout);
    }
}
