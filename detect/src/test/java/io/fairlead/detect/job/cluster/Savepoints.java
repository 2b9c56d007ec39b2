// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.core.execution.SavepointFormatType;

/** Savepoints, as an operator of a Flink cluster takes them to change the number of subtasks. */
public final class Savepoints {
    private Savepoints() {}

    /** Stops the job with a savepoint in the canonical format below this folder; where it lies. */
    public static Path stop(RunningJob job, Path folder, Duration patience) {
        String where = Answers.within(
                patience,
                job.cluster.stopWithSavepoint(job.id, folder.toUri().toString(), false, SavepointFormatType.CANONICAL));
        return Path.of(URI.create(where));
    }
}
