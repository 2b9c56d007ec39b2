// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job;

import io.fairlead.detect.job.checkpoint.CheckpointFile;
import io.fairlead.detect.job.checkpoint.CheckpointFolder;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on from the newest checkpoint of a cluster that runs nothing but this job. Without a service for high availability
 * Flink forgets at the end of the job manager's process which one that was, and the job would begin without its state.
 */
final class Resume {
    private static final Logger LOG = LoggerFactory.getLogger(Resume.class);

    private Resume() {}

    /**
     * The setting that names the checkpoint; none when the folder holds none, or the cluster names another state to begin
     * with. The checkpoint is Flink's from then on, which removes it when it is no longer needed.
     *
     * @throws DetectException when the checkpoints do not lie in a folder, or none of those that are there can be restored
     */
    static Configuration settings(ReadableConfig cluster) {
        Configuration flink = new Configuration();
        if (cluster.getOptional(StateRecoveryOptions.SAVEPOINT_PATH).isPresent()) {
            return flink;
        }
        List<Path> checkpoints;
        try (CheckpointFolder folder = CheckpointFolder.open(folder(cluster))) {
            checkpoints = folder.newestFirst();
        }
        for (Path checkpoint : checkpoints) {
            String fault = CheckpointFile.fault(checkpoint).orElse("");
            if (fault.isEmpty()) {
                LOG.info("going on from the checkpoint {}", checkpoint);
                flink.set(
                        StateRecoveryOptions.SAVEPOINT_PATH, checkpoint.toUri().toString());
                flink.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
                return flink;
            }
            LOG.error("the checkpoint {} is left out: {}", checkpoint, fault);
        }
        if (!checkpoints.isEmpty()) {
            throw new DetectException(
                    "None of the " + checkpoints.size() + " checkpoints in " + folder(cluster)
                            + " can be restored; move them away to begin without state, or name a savepoint by --fromSavepoint.");
        }
        return flink;
    }

    private static Path folder(ReadableConfig cluster) {
        String place = cluster.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY)
                .orElseThrow(DetectException::withoutCheckpoints);
        if (!place.startsWith("file:/")) {
            throw new DetectException(
                    "resume looks for checkpoints in a folder, execution.checkpointing.dir: file:///…, not in " + place
                            + "; leave it out and name one by --fromSavepoint.");
        }
        return Path.of(URI.create(place).getPath());
    }
}
